import type { RuleName, Unit } from '@deconv/core';

/** What one forward pass on the cpu backend gave, and projections after it. Arrays lie in files beside `golden.json`. */
export interface Golden {
  /** Index of each layer's node, by name; its activation is `activation-<index>.bin`, float32 in the map's shape. */
  layers: Record<string, number>;
  /** Indices of the nodes that pool by maximum; their switches are `switches-<index>.bin`, int32 in the map's shape. */
  pools: number[];
  /** The pixels of the k-th unit of the i-th batch are `projection-<i>-<k>.bin`, float32, of its receptive field. */
  projections: { units: Unit[]; rule: RuleName }[];
}

/** A network whose results are compared between backends. */
export interface Subject {
  /** The folder's name. */
  name: string;
  /** Layers whose units are projected. */
  layers: string[];
}

/** A network that ships, and a larger one with branches that may lie beside the checkout. */
export const SUBJECTS: Subject[] = [
  { name: 'zfnet-emoji', layers: ['conv2', 'pool5', 'fc7'] },
  { name: 'squeezenet11-imagenet', layers: ['pool3', 'fire5/expand3x3', 'conv10'] },
];

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with one folder for each subject that is there: the model's files, `pixels.bin` and the golden. */
    goldens: string;
    /** The subjects that are there. */
    subjects: string[];
  }
}
