import { balancedScenes, EMOJI_CLASSES, sceneSvg, TRAINING_ARTISTS } from '@deconv/datasets';
import {
  decodeImage,
  loadEmoji,
  renderSvg,
  SCENES_FORMAT,
  type Fit,
  type LeftOut,
} from '@deconv/datasets/node';
import type { Batch } from '@deconv/training';
import { CROP_MARGIN, splitFolder } from '@deconv/training/node';
import { identityOf, type Identity } from '../identity/identityOf.js';
import { identityOfSplit } from '../identity/identityOfSplit.js';
import { nameOf } from '../nameOf.js';
import { progress } from '../progress.js';
import { sayLeftOut } from '../sayLeftOut.js';

export interface PicturesTask {
  /** Folder with a folder of images for each class, or `emoji`. */
  data: string;
  /** Folder to measure by. */
  validation: string | undefined;
  /** Images of each class to learn from, at most. */
  perClass: number | undefined;
  seed: number;
  fit: Fit;
}

/** What networks learn from and are measured by; pixels lie in memory that threads share. */
export interface Pictures {
  training: Batch;
  validation: Batch;
}

interface Item {
  label: number;
  /** Red, green and blue of a square. */
  decode: (side: number) => Promise<Uint8Array>;
}

/** Images to learn from and to measure by, before they have a size. */
export interface PictureList {
  name: string;
  /** What they are known by. */
  identity: Identity;
  /** Where they lie, in their order; none where they are drawn. */
  paths: readonly string[];
  classes: string[];
  leftOut: LeftOut[];
  training: Item[];
  validation: Item[];
}

/** Scenes of each class that are drawn to learn from, unless said, and to measure by. */
const SCENES = 32;
const VALIDATION_SCENES = 5;
const AT_ONCE = 32;

export async function listPictures(task: PicturesTask): Promise<PictureList> {
  return task.data === 'emoji' ? emojiPictures(task) : folderPictures(task);
}

async function folderPictures({
  data,
  validation: measuredBy,
  perClass,
  fit,
}: PicturesTask): Promise<PictureList> {
  const { classes, trained, validation, leftOut } = await splitFolder(data, measuredBy);
  sayLeftOut(data, leftOut);
  const chosen =
    perClass === undefined
      ? trained
      : classes.flatMap((name) => trained.filter((f) => f.folder === name).slice(0, perClass));
  const toItem = ({ path, folder }: (typeof trained)[number]): Item => ({
    label: classes.indexOf(folder),
    decode: async (side) => (await decodeImage(path, { size: side, fit })).data,
  });
  return {
    name: nameOf(data),
    identity: await identityOfSplit({ trained: chosen, validation }, { fit }),
    paths: [...chosen, ...validation].map(({ path }) => path),
    classes,
    leftOut,
    training: chosen.map(toItem),
    validation: validation.map(toItem),
  };
}

async function emojiPictures({ perClass = SCENES, seed }: PicturesTask): Promise<PictureList> {
  const glyphs = loadEmoji(TRAINING_ARTISTS);
  const choices = { labels: EMOJI_CLASSES, artists: TRAINING_ARTISTS };
  const items = (split: 'train' | 'validation', count: number): Item[] =>
    balancedScenes(split, seed, count, choices).map((scene) => ({
      label: EMOJI_CLASSES.indexOf(scene.object.label),
      decode: async (side) => (await renderSvg(sceneSvg(scene, glyphs, side))).data,
    }));
  return {
    name: 'emoji',
    identity: await identityOf({
      work: `emoji ${SCENES_FORMAT}`,
      options: { perClass, seed },
      images: [],
    }),
    paths: [],
    classes: [...EMOJI_CLASSES],
    leftOut: [],
    training: items('train', perClass),
    validation: items('validation', VALIDATION_SCENES),
  };
}

/** Decodes pictures for networks of one input size. @throws Error for one that cannot be read; the signal's reason */
export async function loadPictures(
  { training, validation }: PictureList,
  inputSize: number,
  signal: AbortSignal,
): Promise<Pictures> {
  const side = Math.round(inputSize * CROP_MARGIN);
  const report = progress(training.length + validation.length, `images at ${side} pixels`);
  return {
    training: await load(training, side, signal, report),
    validation: await load(validation, side, signal, (n) => report(training.length + n)),
  };
}

async function load(
  items: readonly Item[],
  side: number,
  signal: AbortSignal,
  report: (done: number) => void,
): Promise<Batch> {
  const bytes = side * side * 3;
  const pixels = new Uint8Array(new SharedArrayBuffer(items.length * bytes));
  for (let from = 0; from < items.length; from += AT_ONCE) {
    signal.throwIfAborted();
    const part = items.slice(from, from + AT_ONCE);
    const decoded = await Promise.all(part.map(({ decode }) => decode(side)));
    decoded.forEach((data, i) => pixels.set(data, (from + i) * bytes));
    part.forEach((_, i) => report(from + i + 1));
  }
  return { pixels, labels: Int32Array.from(items, ({ label }) => label) };
}
