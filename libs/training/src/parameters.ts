import { weightedLayers, type Architecture, type WeightedLayer } from './architecture.js';
import { heDeviation, INITIALISATION, normalValues } from './initialWeights.js';

/** What a parameter does: `shift` is a bias, `scale` stands before it where a layer is normalised. */
export type ParameterRole = 'filters' | 'scale' | 'shift';

/** Where one parameter of a network lies in the flat array of all. */
export interface Parameter {
  layer: string;
  role: ParameterRole;
  shape: number[];
  /** First number, and the one after the last. */
  from: number;
  to: number;
}

/** Where the running mean and variance of one normalised layer lie in the flat array of all statistics. */
export interface Statistic {
  layer: string;
  channels: number;
  /** The means start here, the variances `channels` later. */
  from: number;
}

/** How the numbers of a network in training lie in flat arrays. */
export interface Layout {
  parameters: Parameter[];
  /** Numbers in all parameters. */
  size: number;
  statistics: Statistic[];
  statisticsSize: number;
}

/** Parameters and statistics in the order of the layers. */
export function layoutOf(architecture: Architecture): Layout {
  const layout: Layout = { parameters: [], size: 0, statistics: [], statisticsSize: 0 };
  for (const layer of weightedLayers(architecture)) {
    const channels = layer.shape.at(-1)!;
    addParameter(layout, layer, 'filters', layer.shape);
    if (layer.normalised) addParameter(layout, layer, 'scale', [channels]);
    addParameter(layout, layer, 'shift', [channels]);
    if (layer.normalised) {
      layout.statistics.push({ layer: layer.spec.name, channels, from: layout.statisticsSize });
      layout.statisticsSize += 2 * channels;
    }
  }
  return layout;
}

function addParameter(
  layout: Layout,
  { spec }: WeightedLayer,
  role: ParameterRole,
  shape: number[],
): void {
  const from = layout.size;
  layout.size += shape.reduce((product, n) => product * n, 1);
  layout.parameters.push({ layer: spec.name, role, shape, from, to: layout.size });
}

/**
 * First values of all parameters: filters normal with He's deviations, but small in the first and the last layer;
 * scales 1, shifts 0.
 */
export function initialParameters(
  { parameters, size }: Layout,
  seed: number,
  initialisation = INITIALISATION,
): Float32Array {
  const values = new Float32Array(size);
  const filters = parameters.filter(({ role }) => role === 'filters');
  filters.forEach(({ shape, from, to }, index) => {
    let deviation = heDeviation(shape);
    if (index === 0) deviation = initialisation.firstLayer;
    if (index === filters.length - 1) deviation = initialisation.lastLayer;
    values.set(normalValues(to - from, deviation, seed, index), from);
  });
  for (const { role, from, to } of parameters) if (role === 'scale') values.fill(1, from, to);
  return values;
}

/** First values of all statistics: means 0, variances 1. */
export function initialStatistics({ statistics, statisticsSize }: Layout): Float32Array {
  const values = new Float32Array(statisticsSize);
  for (const { from, channels } of statistics) values.fill(1, from + channels, from + 2 * channels);
  return values;
}
