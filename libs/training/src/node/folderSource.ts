import { seededRandom, type Random } from '@deconv/datasets';
import { decodeImage, type ImageFile, type LeftOut } from '@deconv/datasets/node';
import sharp from 'sharp';
import type { Batch } from '../batch.js';
import type { PictureSource } from '../pictureSource.js';
import { ahead } from './ahead.js';
import type { SourceOptions } from './emojiSource.js';
import { splitFolder } from './splitFolder.js';

/** Side of a decoded photo over a crop's. */
const DECODED = 4 / 3;

/** Share of a photo's area that a crop shows. */
const AREA = [0.35, 1] as const;

/** Width of a crop over its height, at most; at least one over it. */
const ASPECT = 4 / 3;

/** How far brightness, contrast and colour of a crop may leave the photo's, as a factor. */
const LIGHT = 0.3;

/** Streams of random numbers for the order of photos, and for crops. */
const ORDER = 21;
const CROPS = 22;

export interface FolderOptions extends SourceOptions {
  /** Folder with a folder of images for each class. */
  folder: string;
  /** Folder of the same form to measure by. Without it every tenth image of each class is kept for that. */
  validationFolder?: string;
  /** Is told what lies in the folders and is no image of a class. */
  onLeftOut?: (leftOut: readonly LeftOut[]) => void;
}

/**
 * Photos in folders, one a class. Each epoch takes every photo once, in another order, and shows another part of it:
 * a random crop, in half of all cases mirrored, under another light. Photos are decoded when they are needed.
 * @throws Error as `splitFolder` does.
 */
export async function folderSource(options: FolderOptions): Promise<PictureSource> {
  const { seed, inputSize, batchSize, folder, validationFolder } = options;
  const { classes, trained, validation, leftOut } = await splitFolder(folder, validationFolder);
  options.onLeftOut?.(leftOut);
  const order = ahead(
    (epoch) => Promise.resolve(seededRandom(seed, ORDER, epoch).shuffled(trained)),
    0,
  );
  const photo = async (number: number) =>
    (await order(Math.floor(number / trained.length)))[number % trained.length]!;
  const batch = async (step: number): Promise<Batch> => {
    const numbers = Array.from({ length: batchSize }, (_, i) => step * batchSize + i);
    const chosen = await Promise.all(numbers.map(photo));
    const crops = await Promise.all(
      chosen.map((file, i) =>
        randomCrop(file.path, inputSize, seededRandom(seed, CROPS, numbers[i])),
      ),
    );
    return toBatch(crops, chosen, classes);
  };
  return {
    classes,
    epochSize: trained.length,
    batch,
    validation: async () => {
      const photos = await Promise.all(validation.map(({ path }) => wholePhoto(path, inputSize)));
      return toBatch(photos, validation, classes);
    },
    close: () => undefined,
  };
}

/**
 * A random part of a photo, perhaps mirrored, its contrast and each channel's brightness a little off.
 * @returns [size, size, 3]
 */
async function randomCrop(path: string, size: number, random: Random): Promise<Uint8Array> {
  const side = Math.round(size * DECODED);
  const { data } = await decodeImage(path, { size: side, fit: 'stretch' });
  const crop = sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .extract(randomBox(side, random))
    .resize(size, size, { fit: 'fill' })
    .flop(random.chance(0.5));
  const contrast = 1 + random.between(-LIGHT, LIGHT);
  const offsets = [0, 1, 2].map(() => 128 * (1 - contrast + random.between(-LIGHT, LIGHT) / 2));
  const light = [contrast, contrast, contrast];
  return crop.linear(light, offsets).raw({ depth: 'uchar' }).toBuffer();
}

function randomBox(side: number, random: Random) {
  const area = random.between(...AREA) * side * side;
  const aspect = ASPECT ** random.between(-1, 1);
  const width = Math.min(side, Math.round(Math.sqrt(area * aspect)));
  const height = Math.min(side, Math.round(Math.sqrt(area / aspect)));
  const left = random.integer(0, side - width);
  return { left, top: random.integer(0, side - height), width, height };
}

async function wholePhoto(path: string, size: number): Promise<Uint8Array> {
  return (await decodeImage(path, { size, fit: 'stretch' })).data;
}

function toBatch(pictures: Uint8Array[], files: ImageFile[], classes: string[]): Batch {
  const labels = Int32Array.from(files, ({ folder }) => classes.indexOf(folder));
  return { pixels: Buffer.concat(pictures), labels };
}
