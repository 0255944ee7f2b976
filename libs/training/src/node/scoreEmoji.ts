import {
  balancedScenes,
  EMOJI_CLASSES,
  HELD_OUT_ARTIST,
  TRAINING_ARTISTS,
  type Artist,
} from '@deconv/datasets';
import { parseJson } from '@deconv/untrusted';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classScores, type ClassScores } from '../classScores.js';
import { evaluate } from '../evaluate.js';
import type { Preprocessing } from '../preprocessing.js';
import { readModel } from './readModel.js';
import { SceneRenderer } from './sceneRenderer.js';
import { startWasm } from './startWasm.js';

/** What a network scores on test scenes, which neither training nor validation has seen. */
export interface EmojiScores {
  trainingArtists: ClassScores;
  heldOutArtist: ClassScores;
}

/** Scenes of each class. */
const TEST_SCENES = 20;

/**
 * Scores the model in a folder, as its files are, on test scenes by the artists of training and by the one held out.
 * @param seed of the training, so that the scenes are new
 */
export async function scoreEmoji(folder: string, seed: number): Promise<EmojiScores> {
  await startWasm();
  const model = await readModel(folder);
  const file = join(folder, 'preprocess.json');
  const preprocessing = parseJson(await readFile(file), file) as Preprocessing;
  const renderer = new SceneRenderer(preprocessing.inputSize);
  try {
    const scored = (artists: readonly Artist[]) =>
      scoreOn(model, preprocessing, renderer, seed, artists);
    return {
      trainingArtists: await scored(TRAINING_ARTISTS),
      heldOutArtist: await scored([HELD_OUT_ARTIST]),
    };
  } finally {
    renderer.close();
  }
}

async function scoreOn(
  model: LayersModel,
  preprocessing: Preprocessing,
  renderer: SceneRenderer,
  seed: number,
  artists: readonly Artist[],
): Promise<ClassScores> {
  const scenes = balancedScenes('test', seed, TEST_SCENES, { labels: EMOJI_CLASSES, artists });
  const batch = await renderer.render(scenes);
  const evaluation = await evaluate(model, preprocessing, batch);
  return classScores(evaluation, batch.labels, EMOJI_CLASSES);
}
