import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { vi } from 'vitest';
import { main } from '../src/main.js';

/** A small network of 16 × 16 pixels whose weights are always the same, saved as a model folder. */
export async function saveModel(folder: string): Promise<void> {
  await tf.setBackend('cpu');
  const model = tfl.sequential({
    layers: [
      tfl.layers.conv2d({
        filters: 4,
        kernelSize: 3,
        activation: 'relu',
        inputShape: [16, 16, 3],
        name: 'conv1',
        kernelInitializer: tfl.initializers.randomNormal({ seed: 1 }),
      }),
      tfl.layers.maxPooling2d({ poolSize: 2, name: 'pool1' }),
      tfl.layers.flatten({ name: 'flat' }),
      tfl.layers.dense({
        units: 3,
        activation: 'softmax',
        name: 'prob',
        kernelInitializer: tfl.initializers.randomNormal({ seed: 2 }),
      }),
    ],
  });
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler((given) => {
      artifacts = given;
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  const manifest = [{ paths: ['weights.bin'], weights: artifacts!.weightSpecs }];
  const json = { modelTopology: artifacts!.modelTopology, weightsManifest: manifest };
  await writeFile(join(folder, 'model.json'), JSON.stringify(json));
  await writeFile(
    join(folder, 'weights.bin'),
    new Uint8Array(artifacts!.weightData as ArrayBuffer),
  );
}

/** A picture of coarse noise that is always the same, as PNG; sides in pixels. */
export async function saveNoise(path: string, width = 16, height = 16): Promise<void> {
  const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 256);
  await sharp(noise, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path);
}

/** One command line, with what it prints. */
export async function run(...args: string[]) {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const code = await main([...args]);
  const [stdout, stderr] = [log, error].map((spy) => spy.mock.calls.flat().join('\n'));
  vi.restoreAllMocks();
  return { code, stdout: stdout!, stderr: stderr! };
}
