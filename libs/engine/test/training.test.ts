import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTraining,
  type LabelledPictures,
  type LiveTraining,
  type TrainingPlan,
  type TrainingStep,
} from '../src/training.js';

const SIDE = 32;

/** Dim pictures with one bright quarter: which one is the class. */
function pictures(count: number): LabelledPictures {
  const labels = Int32Array.from({ length: count }, (_, i) => i % 4);
  const pixels = new Uint8Array(count * SIDE * SIDE * 3);
  for (let i = 0; i < pixels.length; i++) {
    const place = Math.floor(i / 3) % (SIDE * SIDE);
    const low = Number(Math.floor(place / SIDE) >= SIDE / 2);
    const right = Number(place % SIDE >= SIDE / 2);
    const bright = 2 * low + right === labels[Math.floor(i / (SIDE * SIDE * 3))];
    pixels[i] = ((i * 7919) % 60) + (bright ? 150 : 0);
  }
  return { pixels, labels };
}

const PLAN: TrainingPlan = {
  ...{ seed: 1, classes: ['a', 'b', 'c', 'd'], inputSize: SIDE, steps: 12, peakRate: 0.05 },
  ...{ training: pictures(64), validation: pictures(16) },
};

let training: LiveTraining;
const steps: TrainingStep[] = [];

beforeAll(async () => {
  training = await startTraining(PLAN, 'webgl');
});
afterAll(() => training.end());

test('pauses after a step, and goes on from there', async () => {
  const controller = new AbortController();
  const ended = await training.run((step) => {
    steps.push(step);
    controller.abort();
  }, controller.signal);
  expect(ended).toBe(false);
  const paused = steps.length;
  expect(paused).toBeLessThan(12);
  expect(await training.run((step) => steps.push(step), new AbortController().signal)).toBe(true);
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
});

test('a few steps on the graphics processor lower the loss and move the filters', () => {
  expect(training.backend).toBe('webgl');
  expect(steps.at(-1)!.loss).toBeLessThan(0.7 * steps[0]!.loss);
  expect(steps.at(-1)!.filters.values).not.toEqual(training.filters.values);
});

test('measures on other pictures after every tenth step and the last', () => {
  const measured = steps.filter(({ validation }) => validation).map(({ step }) => step);
  expect(measured).toEqual([10, 12]);
});

test('without a graphics processor, wasm trains alike', async () => {
  const other = await startTraining(PLAN, 'wasm');
  expect(other.backend).toBe('wasm');
  const onWasm: TrainingStep[] = [];
  await other.run((step) => onWasm.push(step), new AbortController().signal);
  other.end();
  for (const [i, { loss }] of onWasm.entries()) expect(loss).toBeCloseTo(steps[i]!.loss, 2);
});
