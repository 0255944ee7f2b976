import { beforeEach, expect, test } from 'vitest';
import { foundOnVisit, keepForVisit } from '../src/foundOnVisit.js';

beforeEach(() => sessionStorage.clear());

test('what was found is kept for the visit', () => {
  expect(foundOnVisit()).toBeUndefined();
  keepForVisit({ backend: 'wasm', backendReason: 'on the processor: faster here' });
  expect(foundOnVisit()).toEqual({
    backend: 'wasm',
    backendReason: 'on the processor: faster here',
  });
});

test.each([
  ['no JSON', '{'],
  ['nothing', 'null'],
  ['no backend of ours', '{"backend":"gpu","backendReason":"why"}'],
  ['no reason', '{"backend":"wasm"}'],
  ['endless words', JSON.stringify({ backend: 'wasm', backendReason: 'x'.repeat(201) })],
])('%s in its place counts as nothing found', (_, written) => {
  sessionStorage.setItem('deconv-backend', written);
  expect(foundOnVisit()).toBeUndefined();
});
