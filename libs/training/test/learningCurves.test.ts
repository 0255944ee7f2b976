import { expect, test } from 'vitest';
import { learningCurves } from '../src/learningCurves.js';

const record = (epoch: number, loss: number, accuracy: number) => ({
  epoch,
  rate: 0.1,
  training: { loss: loss + 1, accuracy },
  validation: { loss, accuracy },
});

test('learning curves draw each epoch and say the last one in words', () => {
  const svg = learningCurves([record(1, 3, 0.25), record(2, 2, 0.5), record(3, 1, 0.75)]);
  expect(svg).toContain(
    'After 3 epochs: training loss 2.000, 75.0 % right; validation loss 1.000, 75.0 % right.',
  );
  const curves = [...svg.matchAll(/class="validation" d="M([^"]+)"/g)].map(([, path]) =>
    path!.split('L').map((point) => point.split(',').map(Number)),
  );
  const [loss, accuracy] = curves;
  expect(loss!.map(([, y]) => y)).toEqual([...loss!.map(([, y]) => y)].sort((a, b) => a! - b!));
  // Three quarters of the way up a chart of 172 pixels, and a quarter.
  expect(accuracy!.map(([, y]) => y)).toEqual([129, 86, 43]);
});

test('learning curves of one epoch, or of none, are drawn too', () => {
  expect(learningCurves([record(1, 3, 0.25)])).toContain('After 1 epoch:');
  expect(learningCurves([])).toContain('No epoch is done yet.');
});
