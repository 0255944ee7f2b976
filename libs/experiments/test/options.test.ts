import { describe, expect, it } from 'vitest';
import {
  describeOption,
  EXPERIMENTS,
  readOptions,
  UnfitOption,
  type OptionsSchema,
} from '../src/index.js';

const ALL = Object.entries(EXPERIMENTS).map(
  ([name, experiment]): { name: string; question: string; options: OptionsSchema } => ({
    ...experiment,
    name,
  }),
);

/** What must be said of an experiment, that the rest may be left out. */
const NEEDED: Readonly<Record<string, object>> = { invariance: { transform: 'rotate' } };

describe.each(ALL)('the options of $name', ({ name, question, options }) => {
  it('each say what they are for, as the experiment does', () => {
    expect(question).toMatch(/^[A-Z].+[^.]$/);
    for (const option of Object.values(options.entries))
      expect(describeOption(option)).toMatchObject({
        description: expect.stringMatching(/./) as string,
        kind: expect.stringMatching(/^(number|boolean|text|names|pair)$/) as string,
      });
  });

  it('are complete without what may be left out', () => {
    const read = readOptions(options, NEEDED[name] ?? {}) as Record<string, unknown>;
    for (const [key, option] of Object.entries(options.entries)) {
      const { usual } = describeOption(option);
      if (usual !== undefined) expect(read[key]).toEqual(usual);
    }
  });

  it('are no others', () => {
    expect(() => readOptions(options, { ...NEEDED[name], sise: 3 })).toThrow(UnfitOption);
  });
});

it.each([
  [
    { transform: 'shear' },
    'transform is "shear"; expected translate-y, translate-x, scale, rotate',
  ],
  [{ transform: 'rotate', from: NaN }, 'from is "NaN"; expected a number'],
  [{ transform: 'rotate', fill: 'red' }, 'fill is "red"; expected grey, mean, or R,G,B'],
  [{ transform: 'rotate', classIndex: -1 }, 'classIndex is "-1"; expected a whole number ≥ 0'],
  [{ transform: 'rotate', classIndex: 1.5 }, 'classIndex is "1.5"; expected a whole number ≥ 0'],
  [{ transform: 'rotate', layers: 'conv1' }, 'layers is "conv1"; expected a list of names'],
  [{}, 'transform is "undefined"; expected'],
])('%j is refused', (asked, message) => {
  expect(() => readOptions(EXPERIMENTS.invariance.options, asked)).toThrow(message);
});
