import { describe, expect, test } from 'vitest';
import {
  describeSteps,
  readResults,
  readSteps,
  writeResults,
  type DescentResults,
  type SignalStep,
} from '../src/index.js';

const AXIS = { size: 3, stride: 2, dilation: 1, before: 1 };

const STEPS: SignalStep[] = [
  {
    step: 'unit',
    layer: 'conv1',
    box: { top: 1, left: 2, height: 1, width: 1 },
    channels: 4,
    maps: [{ channel: 3, values: Float32Array.of(1.5) }],
    active: { before: 1, after: 1 },
  },
  {
    step: 'unpool',
    layer: 'pool1',
    box: { top: 1, left: 2, height: 2, width: 3 },
    channels: 4,
    maps: [{ channel: 3, values: Float32Array.of(0, 1.5, 0, 0, 0, -0.25) }],
    switches: [
      {
        channel: 3,
        at: [
          [0, 1],
          [1, 2],
        ],
      },
    ],
    window: { rows: AXIS, columns: { ...AXIS, before: 0 } },
    recorded: [{ channel: 3, values: Float32Array.of(0, 2.5, 0, 0, 0.75, 1) }],
    active: { before: 1, after: 2 },
  },
  {
    step: 'filter',
    layer: 'conv0',
    box: { top: 0, left: 0, height: 1, width: 2 },
    channels: 3,
    maps: [{ channel: 2, values: Float32Array.of(0.5, 1) }],
    window: { rows: { ...AXIS, size: 1 }, columns: AXIS },
    filters: [{ from: 3, to: 2, weights: Float32Array.of(1, -0.5, 0.25) }],
    active: { before: 2, after: 2 },
  },
  {
    step: 'pixels',
    layer: 'input',
    box: { top: 0, left: 0, height: 1, width: 2 },
    channels: 3,
    maps: [0, 1, 2].map((channel) => ({ channel, values: Float32Array.of(1 / 3, -channel) })),
    active: { before: 5, after: 5 },
  },
];

const results = (steps = describeSteps(STEPS)): DescentResults => ({
  format: 'deconv results',
  version: 1,
  probe: 'descent',
  model: { name: 'tiny', fingerprint: 'ab'.repeat(32) },
  data: { name: 'tiger.png', images: 1, skipped: [] },
  backend: 'cpu',
  options: { rule: 'deconvnet', fit: 'cover' },
  picture: 'image.png',
  inputSize: 16,
  unit: {
    ...{ layer: 'conv1', channel: 3, image: 'tiger.png', at: [1, 2], activation: 1.5 },
    receptiveField: { top: 0, left: 0, height: 1, width: 2 },
  },
  steps,
});

describe('results of a descent', () => {
  test('come back from text as they were written', () => {
    expect(readResults(writeResults(results()))).toEqual(results());
  });

  test('hold each row of a map on one line', () => {
    expect(writeResults(results())).toContain('[0, 1.5, 0],\n');
  });

  test('say what the values of a step are', () => {
    expect(results().steps.map(({ valuesIn }) => valuesIn)).toEqual([
      ...['activation', 'signal', 'signal', 'preprocessed pixels'],
    ]);
  });

  test('are drawn as they were computed, to four digits', () => {
    const read = readSteps(results().steps);
    expect(read.slice(0, 3)).toEqual(STEPS.slice(0, 3));
    expect(read[3]!.maps[0]!.values).toEqual(Float32Array.of(0.3333, 0));
  });

  test.each([
    ['box', { top: 0, left: 0, height: 2, width: 2 }, 'maps[0].values[0]: expected 2 entries'],
    ['box', { top: 0, left: 0, height: 3, width: 3 }, 'maps[0].values: expected 3 entries'],
    ['box', { top: 0, left: 0, height: 1, width: 1e6 }, 'box.width: expected a whole number from'],
    ['channels', 3, 'maps[0].channel: expected a number below steps[1].channels, 3, not 3'],
    ['switches', [{ channel: 4, at: [] }], 'switches[0].channel: expected a number below'],
    ['switches', [{ channel: 3, at: [[2, 0]] }], 'switches[0].at[0][0]: expected a number below'],
    ['switches', [{ channel: 3, at: [[0, 3]] }], 'switches[0].at[0][1]: expected a number below'],
    ['recorded', [{ channel: 4, values: [] }], 'recorded[0].channel: expected a number below'],
    ['recorded', [{ channel: 3, values: [[1]] }], 'recorded[0].values: expected 2 entries'],
  ])('name what does not fit the rest of a step: %s, %#', (field, value, message) => {
    const [first, unpool, ...others] = describeSteps(STEPS);
    const steps = [first!, { ...unpool!, [field]: value } as typeof unpool & object, ...others];
    expect(() => writeResults(results(steps))).toThrow(`steps[1].${message}`);
  });

  test.each([
    [
      { from: 4, to: 2, weights: [[1, 2, 3]] },
      'from: expected a number below steps[1].channels, 4',
    ],
    [{ from: 3, to: 3, weights: [[1, 2, 3]] }, 'to: expected a number below steps[2].channels, 3'],
    [{ from: 3, to: 2, weights: [[1, 2]] }, 'weights[0]: expected 3 entries'],
    [{ from: 3, to: 2, weights: [] }, 'weights: expected 1 entries'],
  ])('name weights that do not fit their window and the maps: %#', (filter, message) => {
    const steps = describeSteps(STEPS).map((step) =>
      step.filters ? { ...step, filters: [filter] } : step,
    );
    expect(() => writeResults(results(steps))).toThrow(`steps[2].filters[0].${message}`);
  });

  test('need a step at least', () => {
    expect(() => writeResults(results([]))).toThrow('steps: expected a list of at least 1');
  });
});
