import type { DescentResultsStep } from './descent.js';

/** A step as it is computed and drawn: the values of each map row by row, in one array. */
export interface SignalStep extends Pick<
  DescentResultsStep,
  'step' | 'layer' | 'box' | 'channels' | 'active'
> {
  maps: { channel: number; values: Float32Array<ArrayBuffer> }[];
  switches?: { channel: number; at: [row: number, column: number][] }[];
  window?: NonNullable<DescentResultsStep['window']>;
  recorded?: { channel: number; values: Float32Array<ArrayBuffer> }[];
  filters?: { from: number; to: number; weights: Float32Array<ArrayBuffer> }[];
}

/** Significant digits: more than a picture can show, and few enough for a document that a page fetches. */
const DIGITS = 4;

/** Steps as a document holds them. */
export function describeSteps(steps: readonly SignalStep[]): DescentResultsStep[] {
  return steps.map(({ maps, window, recorded, filters, ...step }) => {
    const inRows = (shown: SignalStep['maps']) =>
      shown.map(({ channel, values }) => ({ channel, values: rowsOf(values, step.box.width) }));
    const across = window?.columns.size ?? 1;
    return {
      ...step,
      valuesIn: VALUES_IN[step.step] ?? 'signal',
      maps: inRows(maps),
      ...(window && { window: { rows: axisOf(window.rows), columns: axisOf(window.columns) } }),
      ...(recorded && { recorded: inRows(recorded) }),
      ...(filters && {
        filters: filters.map((each) => ({ ...each, weights: rowsOf(each.weights, across) })),
      }),
    };
  });
}

type Axis = NonNullable<SignalStep['window']>['rows'];

/** Without what else a network knows of it. */
const axisOf = ({ size, stride, dilation, before }: Axis): Axis => ({
  ...{ size, stride, dilation, before },
});

/** Steps of a document, to be drawn. */
export function readSteps(steps: readonly DescentResultsStep[]): SignalStep[] {
  return steps.map(({ step, layer, box, channels, active, ...found }) => ({
    ...{ step, layer, box, channels, active },
    maps: found.maps.map(inOne),
    ...(found.switches && { switches: found.switches }),
    ...(found.window && { window: found.window }),
    ...(found.recorded && { recorded: found.recorded.map(inOne) }),
    ...(found.filters && {
      filters: found.filters.map((each) => ({
        ...each,
        weights: Float32Array.from(each.weights.flat()),
      })),
    }),
  }));
}

const inOne = ({ channel, values }: DescentResultsStep['maps'][number]) => ({
  channel,
  values: Float32Array.from(values.flat()),
});

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
