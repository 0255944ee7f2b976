import { expect, test } from 'vitest';
import { fileNameOf } from '../src/top/fileNameOf.js';

test.each([
  ['conv1', 'conv1'],
  ['fire9/concat', 'fire9+concat'],
  ['fire9+concat', 'fire9~2bconcat'],
  ['a~b c:d', 'a~7eb~20c~3ad'],
  ['..', '~2e.'],
  ['block.1', 'block.1'],
  ['схема', '~d181~d185~d0b5~d0bc~d0b0'],
  ['', '~~e3b0c44298fc1c14'],
])('the layer %s is %s in the names of files', (layer, name) => {
  expect(fileNameOf(layer)).toBe(name);
  expect(encodeURI(name)).toBe(name);
});

test('names too long for a file system are told apart by what follows, too', () => {
  const [one, other] = ['a', 'b'].map((end) => fileNameOf('я'.repeat(300) + end));
  expect(one!.length).toBe(160);
  expect(one).not.toBe(other);
});
