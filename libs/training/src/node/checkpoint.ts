import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensorMap } from '@tensorflow/tfjs-core';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../recipe.js';
import type { Trainer } from '../trainer.js';

/** What `state.json` of a checkpoint says. */
interface CheckpointState {
  /** Steps done. */
  step: number;
  recipe: Recipe;
  specs: tf.io.WeightsManifestEntry[];
}

const MOMENTUM = 'momentum:';

/** Writes weights, momenta and the place in the recipe; the files of an earlier checkpoint are replaced. */
export async function writeCheckpoint(
  folder: string,
  trainer: Trainer,
  step: number,
): Promise<void> {
  const tensors: NamedTensorMap = {};
  for (const weight of trainer.model.weights) tensors[weight.originalName] = weight.read();
  const momenta = trainer.momenta();
  for (const [name, value] of Object.entries(momenta)) tensors[MOMENTUM + name] = value;
  const { data, specs } = await tf.io.encodeWeights(tensors);
  tf.dispose(momenta);
  const state: CheckpointState = { step, recipe: trainer.recipe, specs };
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, 'tensors.bin'), new Uint8Array(data));
  await replaceFile(join(folder, 'state.json'), JSON.stringify(state, null, 2));
}

/** A file is either the old one or the new one, also when the process is killed while it is written. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

/**
 * Brings a trainer back to where a checkpoint stopped.
 * @returns steps done; 0 where the folder holds no checkpoint
 * @throws Error where the checkpoint is of another recipe.
 */
export async function readCheckpoint(folder: string, trainer: Trainer): Promise<number> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return 0;
  const { step, recipe, specs } = JSON.parse(text) as CheckpointState;
  if (JSON.stringify(recipe) !== JSON.stringify(trainer.recipe))
    throw new Error(
      `the checkpoint in "${folder}" belongs to the recipe ${JSON.stringify(recipe)}, not to ${JSON.stringify(trainer.recipe)}; use another folder, or the same recipe`,
    );
  const bytes = await readFile(join(folder, 'tensors.bin'));
  const tensors = tf.io.decodeWeights(new Uint8Array(bytes).buffer, specs);
  for (const weight of trainer.model.weights) weight.write(tensors[weight.originalName]!);
  const momenta = Object.entries(tensors).filter(([name]) => name.startsWith(MOMENTUM));
  trainer.setMomenta(
    Object.fromEntries(momenta.map(([name, value]) => [name.slice(MOMENTUM.length), value])),
  );
  tf.dispose(tensors);
  return step;
}
