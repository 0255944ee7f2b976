import { Trainer, type PictureSource } from '@deconv/training';
import { ahead, BATCHES_AHEAD, folderSource, GradientWorkers } from '@deconv/training/node';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { SETUP } from './trainingSetup.js';
import { spread, type Spread } from './spread.js';

/** A share of some time. */
export interface Share {
  name: string;
  share: Spread;
  /** What is aimed at. */
  atMost?: number;
}

/** Photos of the size that ImageNet's have, and of the sample's content. */
const PHOTO = { width: 500, height: 375 };
const CLASSES = ['one', 'other'];
const PHOTOS_OF_CLASS = 16;

const WARM_UPS = 2;
const RATE = 1e-3;

/**
 * The share of a training step that goes by until its photos are decoded: as `trainNetwork` decodes them, while earlier
 * steps compute, and decoded only when the step asks for them.
 * @param photo what the photos are made of
 */
export async function waitingShares(photo: string, rounds: number): Promise<Share[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deconv-bench-'));
  const workers = new GradientWorkers(SETUP, SETUP.recipe.shards);
  try {
    await writePhotos(folder, photo);
    const { seed, batchSize } = SETUP.recipe;
    const { inputSize } = SETUP.architecture;
    const source = await folderSource({ folder, seed, batchSize, inputSize });
    const measured = async (distance: number) =>
      spread(await sharesOf(source, new Trainer(SETUP, workers), distance, rounds));
    const name = `waiting for ${batchSize} JPEG files of ${PHOTO.width}×${PHOTO.height}`;
    return [
      { name: `${name}, decoded ahead`, share: await measured(BATCHES_AHEAD), atMost: 0.05 },
      { name: `${name}, when asked for`, share: await measured(0) },
    ];
  } finally {
    await workers.close();
    await rm(folder, { recursive: true });
  }
}

async function sharesOf(
  source: PictureSource,
  trainer: Trainer,
  distance: number,
  rounds: number,
): Promise<number[]> {
  const next = ahead((step) => source.batch(step), distance);
  const shares: number[] = [];
  for (let step = 0; step < WARM_UPS + rounds; step++) {
    const start = performance.now();
    const batch = await next(step);
    const waited = performance.now() - start;
    await trainer.step(step, batch, RATE);
    if (step >= WARM_UPS) shares.push(waited / (performance.now() - start));
  }
  return shares;
}

/** Parts of the photo, each another one. */
async function writePhotos(folder: string, photo: string): Promise<void> {
  const margin = PHOTOS_OF_CLASS;
  const large = { width: PHOTO.width + margin, height: PHOTO.height + margin };
  const pixels = await sharp(photo).resize(large).png().toBuffer();
  for (const [i, name] of CLASSES.entries()) {
    await mkdir(join(folder, name));
    for (let number = 0; number < PHOTOS_OF_CLASS; number++)
      await sharp(pixels)
        .extract({ ...PHOTO, left: number, top: i * (margin - number) })
        .jpeg()
        .toFile(join(folder, name, `${number}.jpg`));
  }
}
