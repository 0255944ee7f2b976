import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { vi } from 'vitest';
import { main } from '../src/main.js';

/** Arguments with options of a test's own for those that are not among them: none may be said twice. */
export const orElse = (
  args: readonly string[],
  usual: Readonly<Record<string, string>>,
): string[] => [
  ...Object.entries(usual)
    .filter(([option]) => !args.some((arg) => arg.split('=')[0] === option))
    .flat(),
  ...args,
];

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
  await saveLayers(folder, model);
}

/** Saves a network as a model folder. */
export async function saveLayers(folder: string, model: tfl.LayersModel): Promise<void> {
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

/** The small network, and two photos of noise for it. @returns the photos' paths */
export async function saveModelAndPhotos(folder: string): Promise<string[]> {
  const photos = [join(folder, 'a.png'), join(folder, 'b.png')];
  await saveModel(folder);
  await writeFile(join(folder, 'preprocess.json'), JSON.stringify({ scale: 0.004 }));
  for (const [n, photo] of photos.entries()) {
    const noise = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => ((i + n) * 7919) % 256);
    await sharp(noise, { raw: { width: 16, height: 16, channels: 3 } })
      .png()
      .toFile(photo);
  }
  return photos;
}

/**
 * One command line.
 * @returns its exit code, what it prints, and, in `stderr`, why it failed; in `said` all that it says on the way, too
 */
export async function run(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      said[name] += String(text);
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    });
  const code = await main([...args]);
  vi.restoreAllMocks();
  const why = Math.max(0, said.stderr.lastIndexOf(`deconv ${args[0]}: `));
  const [stdout, stderr] = [said.stdout, code === 0 ? '' : said.stderr.slice(why)].map((text) =>
    text.replace(/\n$/, ''),
  );
  return { code, stdout: stdout!, stderr: stderr!, said: said.stderr };
}
