import * as tfl from '@tensorflow/tfjs-layers';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveLayers } from './support.js';

/** What once went wrong with a network: [height, width, channels], and how many numbers it answers with. */
export const FAULTS = {
  'one-channel': { shape: [28, 28, 1], numbers: 3 },
  'not-square-32x48': { shape: [32, 48, 3], numbers: 3 },
  'one-sigmoid': { shape: [32, 32, 3], numbers: 1 },
} as const;
export type Fault = keyof typeof FAULTS;

/** The same of our own making: two convolutions with a pooling between them. */
export async function saveFault(folder: string, fault: Fault): Promise<void> {
  const { shape, numbers } = FAULTS[fault];
  const seeded = (seed: number) => tfl.initializers.varianceScaling({ seed, scale: 1 });
  const conv = (filters: number, name: string, seed: number) =>
    tfl.layers.conv2d({
      ...{ filters, name, kernelSize: 3, activation: 'relu', kernelInitializer: seeded(seed) },
      ...(seed === 1 && { inputShape: [...shape] }),
    });
  await mkdir(folder, { recursive: true });
  await saveLayers(
    folder,
    tfl.sequential({
      layers: [
        conv(4, 'c1', 1),
        tfl.layers.maxPooling2d({ poolSize: 2, name: 'p1' }),
        conv(6, 'c2', 2),
        tfl.layers.flatten({ name: 'f' }),
        tfl.layers.dense({
          ...{ units: numbers, name: 'out', kernelInitializer: seeded(3) },
          activation: numbers === 1 ? 'sigmoid' : 'softmax',
        }),
      ],
    }),
  );
  await writeFile(join(folder, 'preprocess.json'), JSON.stringify({ scale: 1 / 255 }));
}
