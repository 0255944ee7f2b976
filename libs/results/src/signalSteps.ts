import type { DescentResultsStep } from './descent.js';

/** A step as it is computed and drawn: the values of each map row by row, in one array. */
export interface SignalStep extends Omit<DescentResultsStep, 'valuesIn' | 'maps' | 'switches'> {
  maps: { channel: number; values: Float32Array<ArrayBuffer> }[];
  switches?: { channel: number; at: [row: number, column: number][] }[];
}

/** Significant digits: more than a picture can show, and few enough for a document that a page fetches. */
const DIGITS = 4;

/** Steps as a document holds them. */
export function describeSteps(steps: readonly SignalStep[]): DescentResultsStep[] {
  return steps.map(({ maps, switches, ...step }) => ({
    ...step,
    valuesIn: VALUES_IN[step.step] ?? 'signal',
    maps: maps.map(({ channel, values }) => ({ channel, values: rowsOf(values, step.box.width) })),
    ...(switches && { switches }),
  }));
}

/** Steps of a document, to be drawn. */
export function readSteps(steps: readonly DescentResultsStep[]): SignalStep[] {
  return steps.map(({ step, layer, box, channels, active, maps, switches }) => ({
    ...{ step, layer, box, channels, active },
    maps: maps.map(({ channel, values }) => ({
      channel,
      values: Float32Array.from(values.flat()),
    })),
    ...(switches && { switches }),
  }));
}

const VALUES_IN: Partial<Record<SignalStep['step'], DescentResultsStep['valuesIn']>> = {
  unit: 'activation',
  pixels: 'preprocessed pixels',
};

function rowsOf(values: Float32Array, width: number): number[][] {
  const short = Array.from(values, (value) => Number(value.toPrecision(DIGITS)));
  return Array.from({ length: values.length / width }, (_, row) =>
    short.slice(row * width, (row + 1) * width),
  );
}
