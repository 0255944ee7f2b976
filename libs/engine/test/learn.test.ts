import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../src/index.js';
import { noise, TINY } from './support.js';

let engine: Engine;
let model: number;

beforeAll(async () => {
  engine = createEngine({ backend: 'webgl' });
  model = (await engine.loadModel(TINY)).id;
});
afterAll(() => engine.close());

/** Four photos of two classes, the last with another label. */
const lesson = (last: number) => ({
  ...{ layer: 'conv2', classes: 2, asked: noise('e.png') },
  photos: noise('a.png', 'b.png', 'c.png', 'd.png').map((photo, i) => ({
    ...photo,
    label: i < 3 ? i % 2 : last,
  })),
});

test('answers photos that were not learned from, and says what each place speaks for', async () => {
  const { photos, asked, rows, columns, offsets } = await engine.learn(model, lesson(1));
  expect(photos).toHaveLength(4);
  expect(offsets).toHaveLength(2);
  const [answer] = asked;
  expect(answer!.probabilities!.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  expect(answer!.evidence).toHaveLength(2 * rows * columns);
});

test.for([2, -1, 0.5])(
  'refuses a photo with the label %s, where classes are two',
  async (label) => {
    await expect(engine.learn(model, lesson(label))).rejects.toThrow(
      `the photo d.png has the label ${label}, but of 2 classes the labels are 0 to 1`,
    );
  },
);
