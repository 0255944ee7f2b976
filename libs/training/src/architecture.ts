import type { LrnParameters } from '@deconv/core';
import { axisWindow, outputLength, samePadding } from '@deconv/geometry';

/** One step of a network, as data. Convolutions and dense layers but the last are followed by a ReLU. */
export type LayerSpec =
  | { kind: 'conv'; name: string; filters: number; size: number; stride: number; padding: Padding }
  | { kind: 'pool'; name: string; size: number; stride: number }
  /** Contrast normalisation across channels, by tfjs' `localResponseNormalization`. */
  | ({ kind: 'lrn'; name: string } & LrnParameters)
  | { kind: 'dense'; name: string; units: number }
  /** The last dense layer and the softmax over its units. */
  | { kind: 'classes'; name: string; units: number };

/** `same` keeps ⌈length / stride⌉ positions, `valid` reads only whole windows. */
export type Padding = 'same' | 'valid';

/** A network that reads square RGB pictures and gives a probability for each class. */
export interface Architecture {
  name: string;
  /** Side of the picture in pixels. */
  inputSize: number;
  /**
   * Whether training normalises what each weighted layer but the last gives to its ReLU over the batch (Ioffe & Szegedy
   * 2015). A finished network has no such layers: they are folded into its weights.
   */
  batchNorm: boolean;
  layers: LayerSpec[];
}

/** A layer that has weights. */
export type WeightedSpec = Exclude<LayerSpec, { kind: 'pool' | 'lrn' }>;

/** A weighted layer and what it reads. */
export interface WeightedLayer {
  spec: WeightedSpec;
  /** Shape of its filters: [height, width, channels in, channels out], or [units in, units out]. */
  shape: number[];
  /** Whether training normalises its output. */
  normalised: boolean;
}

/** Number of classes that a network tells apart. */
export function classesOf({ layers }: Architecture): number {
  const last = layers.at(-1);
  if (last?.kind !== 'classes') throw new Error('an architecture must end with a layer of classes');
  return last.units;
}

/**
 * The layers that have weights, in their order, with the shape of their filters.
 * @throws RangeError that names a layer whose window is larger than its input.
 */
export function weightedLayers({ inputSize, batchNorm, layers }: Architecture): WeightedLayer[] {
  let [side, channels] = [inputSize, 3];
  return layers.flatMap((spec) => {
    const read = [side, channels] as const;
    try {
      [side, channels] = outputOf(spec, side, channels);
    } catch (cause) {
      throw new RangeError(`layer "${spec.name}": ${(cause as Error).message}`, { cause });
    }
    if (spec.kind === 'pool' || spec.kind === 'lrn') return [];
    const shape = filterShape(spec, ...read);
    return [{ spec, shape, normalised: batchNorm && spec.kind !== 'classes' }];
  });
}

/** Side and channels of what a layer gives; dense layers give a map of side 1. */
function outputOf(spec: LayerSpec, side: number, channels: number): [number, number] {
  switch (spec.kind) {
    case 'conv':
      return [outputSide(side, spec, spec.padding), spec.filters];
    case 'pool':
      return [outputSide(side, spec, 'valid'), channels];
    case 'lrn':
      return [side, channels];
    default:
      return [1, spec.units];
  }
}

function outputSide(
  side: number,
  { size, stride }: { size: number; stride: number },
  padding: Padding,
): number {
  const axis =
    padding === 'same'
      ? samePadding(side, { size, stride, dilation: 1 })
      : axisWindow({ size, stride });
  return outputLength(side, axis);
}

function filterShape(spec: WeightedSpec, side: number, channels: number): number[] {
  if (spec.kind === 'conv') return [spec.size, spec.size, channels, spec.filters];
  return [side * side * channels, spec.units];
}
