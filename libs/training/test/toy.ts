import { seededRandom } from '@deconv/datasets';
import type { Architecture, LayerSpec } from '../src/architecture.js';
import type { TrainingSetup } from '../src/gradientsOf.js';
import type { Preprocessing } from '../src/preprocessing.js';
import { RECIPE, type Recipe } from '../src/recipe.js';
import type { Batch } from '../src/batch.js';

/** A network small enough to train in a second. */
export const TOY: Architecture = {
  name: 'toy',
  inputSize: 12,
  batchNorm: true,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 8, size: 3, stride: 1, padding: 'valid' },
    { kind: 'pool', name: 'pool1', size: 3, stride: 2 },
    { kind: 'dense', name: 'fc2', units: 16 },
    { kind: 'classes', name: 'fc3', units: 4 },
  ],
};

/** The toy network with contrast normalisation after its pooling, strong enough to tell. */
export const TOY_WITH_LRN: Architecture = {
  ...TOY,
  name: 'toy-with-lrn',
  layers: TOY.layers.flatMap((layer): LayerSpec[] =>
    layer.kind === 'pool'
      ? [layer, { kind: 'lrn', name: 'norm1', depthRadius: 2, bias: 1, alpha: 0.5, beta: 0.75 }]
      : [layer],
  ),
};

/** What the toy network is taught. */
export function toySetup(recipe: Partial<Recipe> = {}, architecture = TOY): TrainingSetup {
  return { architecture, preprocessing: TOY_PREPROCESSING, recipe: { ...TOY_RECIPE, ...recipe } };
}

export const TOY_PREPROCESSING: Preprocessing = {
  inputSize: 12,
  channelOrder: 'RGB',
  meanSubtract: [64, 64, 64],
  scale: 1 / 64,
};

const TOY_RECIPE: Recipe = {
  ...RECIPE,
  seed: 5,
  epochs: 1,
  stepsPerEpoch: 40,
  batchSize: 16,
  peakRate: 0.05,
  dropout: 0.1,
};

/** Dim noise with one bright quarter: which one is the class. */
export function toyBatch(step: number, count = 16, size = 12): Batch {
  const random = seededRandom(11, 7, step);
  const labels = Int32Array.from({ length: count }, () => random.integer(0, 3));
  const pixels = new Uint8Array(count * size * size * 3);
  for (let i = 0; i < pixels.length; i++) {
    const [n, y, x] = [
      Math.floor(i / (size * size * 3)),
      Math.floor(i / (size * 3)) % size,
      Math.floor(i / 3) % size,
    ];
    const quarter = 2 * Number(y >= size / 2) + Number(x >= size / 2);
    pixels[i] = random.integer(0, 60) + (quarter === labels[n] ? 150 : 0);
  }
  return { pixels, labels };
}
