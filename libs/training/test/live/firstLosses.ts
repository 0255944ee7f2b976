import type { Architecture } from '../../src/architecture.js';
import { measurePreprocessing } from '../../src/measurePreprocessing.js';
import { memorySource } from '../../src/memorySource.js';
import { RECIPE } from '../../src/recipe.js';
import { train } from '../../src/train.js';
import { Trainer } from '../../src/trainer.js';
import { toyBatch } from '../toy.js';

/** As `zfnet`, with all that training does, but small: software draws what a GPU would. */
const ARCHITECTURE: Architecture = {
  name: 'live',
  inputSize: 16,
  batchNorm: true,
  layers: [
    { kind: 'conv', name: 'conv1', filters: 6, size: 5, stride: 2, padding: 'valid' },
    { kind: 'pool', name: 'pool1', size: 3, stride: 2 },
    { kind: 'conv', name: 'conv2', filters: 8, size: 3, stride: 1, padding: 'same' },
    { kind: 'dense', name: 'fc3', units: 12 },
    { kind: 'classes', name: 'fc4', units: 4 },
  ],
};

const STEPS = 6;

/** Every step is an epoch of its own, so that the loss that is reported is the step's. */
const LIVE_RECIPE = {
  ...RECIPE,
  seed: 8,
  epochs: STEPS,
  stepsPerEpoch: 1,
  batchSize: 8,
  peakRate: 0.2,
  dropout: 0.3,
};

/** The loss of each of the first steps of a training, on the backend that is active. */
export async function firstLosses(): Promise<number[]> {
  const { inputSize } = ARCHITECTURE;
  const source = memorySource({
    seed: LIVE_RECIPE.seed,
    batchSize: LIVE_RECIPE.batchSize,
    classes: ['top left', 'top right', 'bottom left', 'bottom right'],
    training: toyBatch(1, 20, inputSize),
    validation: toyBatch(2, 4, inputSize),
  });
  const preprocessing = await measurePreprocessing(source, inputSize);
  const trainer = new Trainer({ architecture: ARCHITECTURE, preprocessing, recipe: LIVE_RECIPE });
  const losses: number[] = [];
  await train(trainer, {
    batches: (step) => source.batch(step),
    onProgress: ({ loss }) => void losses.push(loss),
  });
  return losses;
}
