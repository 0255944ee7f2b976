import {
  balancedScenes,
  EMOJI_CLASSES,
  seededRandom,
  splitScene,
  TRAINING_ARTISTS,
} from '@deconv/datasets';
import type { Batch } from '../batch.js';
import type { PictureSource } from '../pictureSource.js';
import { ahead } from './ahead.js';
import { cropSquare } from './cropSquare.js';
import { SceneRenderer } from './sceneRenderer.js';

export interface SourceOptions {
  seed: number;
  /** Side of the pictures in pixels. */
  inputSize: number;
  batchSize: number;
}

/** Drawing a scene costs nearly as much as learning from it, so each is used several times, cropped anew. */
const USES = 3;

/** Scenes without end have no epochs of their own: about 32 of each class make one. */
const EPOCH_SIZE = 32 * EMOJI_CLASSES.length;

/** Steps whose scenes are drawn together, and so mixed in every use. */
const STEPS_TOGETHER = 16;

/** How much larger than the network's input scenes are drawn, so that a crop can move. */
const MARGIN = 7 / 6;

/** Scenes of each class for a validation. */
const VALIDATION_SCENES = 5;

/** Streams of random numbers for the order of scenes and for crops; the scenes themselves use 1 … 3. */
const ORDER = 11;
const CROPS = 12;

/** Emoji scenes by the artists of training: new ones all the time, drawn in a process of their own. */
export function emojiSource({ seed, inputSize, batchSize }: SourceOptions): PictureSource {
  const renderer = new SceneRenderer(Math.round(inputSize * MARGIN));
  const together = STEPS_TOGETHER * batchSize;
  const scenes = ahead((group) => renderer.render(trainingScenes(seed, group, together)), 1);
  const batch = async (step: number): Promise<Batch> => {
    const use = Math.floor(step / STEPS_TOGETHER);
    const drawn = await scenes(Math.floor(use / USES));
    const order = seededRandom(seed, ORDER, use).shuffled([...drawn.labels.keys()]);
    const from = (step % STEPS_TOGETHER) * batchSize;
    const chosen = order.slice(from, from + batchSize);
    const crops = chosen.map((scene, i) => {
      const bytes = renderer.size ** 2 * 3;
      const pixels = drawn.pixels.subarray(scene * bytes, (scene + 1) * bytes);
      const random = seededRandom(seed, CROPS, step * batchSize + i);
      return cropSquare(pixels, renderer.size, inputSize, random);
    });
    return {
      pixels: Buffer.concat(crops),
      labels: Int32Array.from(chosen, (i) => drawn.labels[i]!),
    };
  };
  return {
    classes: EMOJI_CLASSES,
    epochSize: EPOCH_SIZE,
    batch,
    validation: () => drawValidation(seed, inputSize),
    close: () => renderer.close(),
  };
}

function trainingScenes(seed: number, group: number, count: number) {
  return Array.from({ length: count }, (_, i) => splitScene('train', seed, group * count + i));
}

async function drawValidation(seed: number, inputSize: number): Promise<Batch> {
  const renderer = new SceneRenderer(inputSize);
  const choices = { labels: EMOJI_CLASSES, artists: TRAINING_ARTISTS };
  try {
    return await renderer.render(balancedScenes('validation', seed, VALIDATION_SCENES, choices));
  } finally {
    renderer.close();
  }
}
