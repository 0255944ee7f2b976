import { forward } from '@deconv/core';
import { EXPERIMENTS, readOptions } from '@deconv/experiments';
import { convolutions, DeadUnits, diagnose, networkUpTo } from '@deconv/probes';
import { startBackend } from '../backend/startBackend.js';
import { openModel } from '../openModel.js';
import type { AblateRun } from '@deconv/results';
import {
  evaluate,
  partOf,
  preprocess,
  type Architecture,
  type Batch,
  type Preprocessing,
  type Recipe,
} from '@deconv/training';
import {
  centres,
  croppedSource,
  filterSheet,
  readModel,
  trainNetwork,
} from '@deconv/training/node';
import type { Model } from '@deconv/models';
import { parseJson } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from '../fingerprint.js';
import { writeWhole } from '../writeWhole.js';
import type { Pictures } from './Pictures.js';

/** One network to train. */
export interface AblateTask {
  /** Where it is written. */
  folder: string;
  architecture: Architecture;
  recipe: Recipe;
  /** What the pictures are known by. */
  known: string;
}

/** What is done for one network, on any thread. */
export interface AblateWork {
  /** Trains a network, or goes on with it, and measures it. @returns what was measured */
  run(task: AblateTask): Promise<Omit<AblateRun, 'filters'>>;
}

/** What does not change from network to network. */
export interface AblateSettings {
  classes: string[];
  /** By the network's input size. */
  pictures: [size: number, Pictures][];
}

/** From where on something is worth a word: as `diagnose` has it. */
const LIMITS = readOptions(EXPERIMENTS.diagnose.options, {});

/** Pictures of training by which a finished network is measured, spread evenly. */
const MEASURED = 1000;
const AT_ONCE = 32;

export function ablateWork(
  { classes, pictures }: AblateSettings,
  signal?: AbortSignal,
): AblateWork {
  const bySize = new Map(pictures);
  return {
    async run({ folder, architecture, recipe, known }) {
      const { inputSize } = architecture;
      const { training, validation } = bySize.get(inputSize)!;
      const { seed, batchSize } = recipe;
      const from = { seed, batchSize, inputSize, classes, training, validation };
      const began = performance.now();
      await trainNetwork({
        folder,
        architecture,
        recipe,
        source: croppedSource(from),
        pictures: known,
        threads: 1,
        ...(signal && { signal }),
      });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      const measured = await measure(folder, {
        training: centres(spread(training), inputSize),
        validation: centres(validation, inputSize),
      });
      return { seed, seconds, ...measured, course: await courseOf(folder) };
    },
  };
}

async function measure(folder: string, { training, validation }: Pictures) {
  await startBackend({ backend: 'wasm' });
  const file = join(folder, 'preprocess.json');
  const preprocessing = parseJson(await readFile(file), file) as Preprocessing;
  const layersModel = await readModel(folder);
  const scoreOf = async (batch: Batch) => {
    const { accuracy, loss } = await evaluate(layersModel, preprocessing, batch);
    return { error: 1 - accuracy, loss };
  };
  const scores = { training: await scoreOf(training), validation: await scoreOf(validation) };
  const model = await openModel(folder, {});
  try {
    const layers = await layersOf(model, preprocessing, validation);
    const path = join(folder, 'filters.png');
    const bytes = await filterSheet(layersModel, layers[0]!.layer);
    await writeWhole([{ path, bytes }]);
    return { fingerprint: fingerprint(model), ...scores, layers };
  } finally {
    model.dispose();
    layersModel.dispose();
  }
}

/** What the filters of each convolution say, in numbers. */
async function layersOf(
  { network }: Model,
  preprocessing: Preprocessing,
  validation: Batch,
): Promise<AblateRun['layers']> {
  const found = convolutions(network);
  const units = new DeadUnits(network, found);
  const part = networkUpTo(network, units.rectifiers);
  for (let from = 0; from < validation.labels.length; from += AT_ONCE) {
    const batch = partOf(validation, from, Math.min(from + AT_ONCE, validation.labels.length));
    const x = inputOf(batch, preprocessing);
    const record = forward(part, x);
    await units.add(record).finally(() => {
      record.dispose();
      x.dispose();
    });
  }
  const layers: AblateRun['layers'] = [];
  for (const { layer, filters, window, ...rest } of found) {
    const looked = await diagnose(network, { layer, filters, window, ...rest }, LIMITS);
    const { rms, median, dominant, dominated, duplicates, spectrum, aliasing } = looked;
    layers.push({
      ...{ layer, filters, spectrum, aliasing },
      size: window.rows.size,
      stride: window.rows.stride,
      rms: { median, largest: Math.max(...rms) },
      dominant: dominant.length,
      dominated: dominated.length,
      dead: units.of(layer)?.length ?? null,
      duplicates: duplicates.length,
    });
  }
  return layers;
}

/** [count, size, size, 3] */
function inputOf({ pixels, labels }: Batch, preprocessing: Preprocessing): Tensor4D {
  const { inputSize: side } = preprocessing;
  return tf.tensor4d(preprocess(pixels, preprocessing), [labels.length, side, side, 3]);
}

/** So many of the pictures, at equal distances in their order and so of every class its share. */
function spread({ pixels, labels }: Batch): Batch {
  const count = Math.min(MEASURED, labels.length);
  const each = pixels.length / labels.length;
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * labels.length) / count));
  return {
    pixels: Buffer.concat(chosen.map((i) => pixels.subarray(i * each, (i + 1) * each))),
    labels: Int32Array.from(chosen, (i) => labels[i]!),
  };
}

async function courseOf(folder: string): Promise<number[]> {
  const text = await readFile(join(folder, 'history.json'), 'utf8');
  const records = JSON.parse(text) as { validation: { accuracy: number } }[];
  return records.map(({ validation }) => 1 - validation.accuracy);
}
