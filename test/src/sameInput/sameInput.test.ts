import { decodePhoto } from '@deconv/elements';
import { createEngine } from '@deconv/engine';
import { afterAll, expect, inject, test } from 'vitest';
import { bytesOf } from '../experiments/files.js';

const folder = inject('sameInput');
const seenByCommand = inject('seenByCommand');
const engine = createEngine({ backend: 'cpu' });
afterAll(() => engine.close());

test.each(seenByCommand)(
  'the page sees in $file what the command sees, and answers alike',
  async ({ file, probabilities }) => {
    const { id } = await engine.loadModel(`/@fs${folder}/model`);
    const photo = await decodePhoto(new Blob([await bytesOf(`${folder}/photos/${file}`)]));
    const { seen, predictions, id: opened } = await engine.openPhoto(id, photo);
    const pixels = new Uint8Array(await bytesOf(`${folder}/${file}.rgb`));
    expect(seen.data).toHaveLength((pixels.length / 3) * 4);
    const off = pixels.map((value, i) =>
      Math.abs(value - seen.data[Math.floor(i / 3) * 4 + (i % 3)]!),
    );
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
    expect(predictions).not.toHaveLength(0);
    for (const { index, probability } of predictions)
      expect(Math.abs(probability! - probabilities[index]!)).toBeLessThan(0.001);
    await engine.release(opened);
  },
);

test('they look at files of every kind', () => {
  expect(seenByCommand.map(({ file }) => file)).toHaveLength(65);
});
