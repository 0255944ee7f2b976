import { io } from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { join } from 'node:path';
import { toFloat16 } from '../float16.js';
import type { Preprocessing } from '../preprocessing.js';
import { makeFolder } from './makeFolder.js';
import { replaceFile } from './replaceFile.js';

export interface ModelFolder {
  model: Sequential;
  preprocessing: Preprocessing;
  /** Name of each class, in the order of the outputs. */
  labels: readonly string[];
}

/**
 * Writes a folder that `tf.loadLayersModel` reads: `model.json` and `weights.bin` with the weights in half precision,
 * beside them `preprocess.json` and `labels.json`. Files of these names are replaced, each as a whole.
 * @throws Error where one cannot be written.
 */
export async function writeModel(
  folder: string,
  { model, preprocessing, labels }: ModelFolder,
): Promise<void> {
  const { modelTopology, weights } = await artifactsOf(model);
  const modelJson = {
    format: 'layers-model',
    generatedBy: 'deconv',
    convertedBy: null,
    modelTopology,
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: weights.map(({ name, shape }) => ({
          name,
          shape,
          dtype: 'float32',
          quantization: { dtype: 'float16', original_dtype: 'float32' },
        })),
      },
    ],
  };
  await makeFolder(folder);
  const halves = weights.map(({ values }) => toFloat16(values));
  await replaceFile(join(folder, 'weights.bin'), Buffer.concat(halves));
  await writeJson(join(folder, 'preprocess.json'), preprocessing);
  await writeJson(join(folder, 'labels.json'), labels);
  await writeJson(join(folder, 'model.json'), modelJson);
}

interface Weight {
  name: string;
  shape: number[];
  values: Float32Array;
}

async function artifactsOf(
  model: Sequential,
): Promise<{ modelTopology: io.ModelArtifacts['modelTopology']; weights: Weight[] }> {
  let artifacts: io.ModelArtifacts | undefined;
  await model.save(
    io.withSaveHandler((saved) => {
      artifacts = saved;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  const { modelTopology, weightSpecs = [], weightData } = artifacts!;
  const bytes = io.CompositeArrayBuffer.join(weightData);
  let offset = 0;
  const weights = weightSpecs.map(({ name, shape }) => {
    const length = shape.reduce((product, n) => product * n, 1);
    const values = new Float32Array(bytes, offset, length);
    offset += values.byteLength;
    return { name, shape, values };
  });
  return { modelTopology, weights };
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await replaceFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
