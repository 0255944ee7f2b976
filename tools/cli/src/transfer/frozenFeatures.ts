import { noneOf } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { pooledShape } from '@deconv/probes';
import type { MapShape } from '@deconv/geometry';
import { drawFolds } from './drawFolds.js';
import { findOverlap, type Overlap } from './findOverlap.js';
import { labelledImages, type LabelledImages } from './LabelledImages.js';
import { layerFeatures, type Features } from './layerFeatures.js';
import type { ClassifierSettings } from './classifierSettings.js';

export interface FrozenTask extends ClassifierSettings {
  /** As it was named on the command line. */
  data: string;
  layers: readonly string[];
  /** Images of each class that are learned from, where the most are. */
  perClass: number;
  /** Folder that the network learned from, to compare with. */
  overlapWith: string | undefined;
  /** Folder that keeps features and trainings. */
  cache: string;
  signal: AbortSignal;
}

/** Features of data, and who may take part. */
export interface Frozen {
  data: LabelledImages;
  name: string;
  classes: string[];
  /** How many images there are, those left out included. */
  images: number;
  features: Features;
  /** What lies beside the images. */
  leftOut: LabelledImages['leftOut'];
  /** Class index of each image; of one that is left out, -1. */
  labels: number[];
  overlap: Overlap | null;
  /** Folds with so many images of each class to learn from. */
  foldsOf: (perClass: number) => ReturnType<typeof drawFolds>;
}

/** Computes layers' features of data, or reads those that are kept, and leaves out what overlaps or cannot be read. */
export async function frozenFeatures(model: Model, task: FrozenTask): Promise<Frozen> {
  const { perClass, signal, overlapWith } = task;
  const drawn = { folds: task.folds, test: task.test, seed: task.seed };
  const data = await labelledImages(task.data, perClass + drawn.test, drawn.seed, signal);
  const { classes } = data;
  const folds = (labels: readonly number[], count: number) =>
    drawFolds({ classes, labels, perClass: count, ...drawn });
  // Too few images of a class are said before anything is computed.
  folds(
    data.images.map(({ label }) => label),
    perClass,
  );
  const found =
    overlapWith === undefined ? undefined : await findOverlap(data, overlapWith, signal);
  const features = await layerFeatures(model, data, task);
  if (features.skipped.length === data.images.length) throw new Error(noneOf(features.skipped));
  const skipped = new Set(features.skipped.map(({ image }) => image));
  const labels = data.images.map(({ name, label }, i) =>
    found?.numbers.has(i) || skipped.has(name) ? -1 : label,
  );
  return {
    data,
    name: data.name,
    leftOut: data.leftOut,
    classes,
    images: data.images.length,
    features,
    labels,
    overlap: found?.overlap ?? null,
    foldsOf: (count) => folds(labels, count),
  };
}

/** Height, width and channels of a layer, and as a classifier reads it. */
export function shapesOf({ network }: Model, layer: string, most: number) {
  const { shape } = network.nodes[network.indexOf(layer)]!.op;
  const triple = ({ height, width, channels }: MapShape): [number, number, number] => [
    height,
    width,
    channels,
  ];
  return { shape: triple(shape), pooled: triple(pooledShape(shape, most)) };
}
