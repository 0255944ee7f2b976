import {
  balancedScenes,
  EMOJI_CLASSES,
  sceneSvg,
  seenPart,
  TRAINING_ARTISTS,
} from '@deconv/datasets';
import {
  decodeImage,
  listImages,
  loadEmoji,
  renderSvg,
  SCENES_FORMAT,
  type Fit,
  type LeftOut,
} from '@deconv/datasets/node';
import type { InputSize, Pixels } from '@deconv/pictures';
import { identityOf, type Identity } from '../identity/identityOf.js';
import { nameOf } from '../nameOf.js';
import { sayLeftOut } from '../sayLeftOut.js';

/** Images of known classes, from wherever they come. */
export interface LabelledImages {
  /** For people. */
  name: string;
  /** What they are known by. */
  identity: Identity;
  /** Where they lie, in their order; none where they are drawn. */
  paths: readonly string[];
  classes: string[];
  /** Of each image, how people find it, and its class index. */
  images: { name: string; label: number }[];
  /** What lies beside them and is none of them. */
  leftOut: LeftOut[];
  /** An image as a square. @throws Error where it cannot be read */
  decode: (index: number, size: InputSize, fit: Fit) => Promise<Pixels>;
}

/**
 * The images of a folder with a folder for each class, or of `emoji`.
 * @param perClass so many scenes of each class are drawn, where the data are emoji
 * @throws Error where there are fewer than two classes; the signal's reason
 */
export async function labelledImages(
  data: string,
  perClass: number,
  seed: number,
  signal: AbortSignal,
): Promise<LabelledImages> {
  return data === 'emoji' ? emojiScenes(perClass, seed) : folderImages(data, signal);
}

async function folderImages(folder: string, signal: AbortSignal): Promise<LabelledImages> {
  const { images, leftOut } = await listImages(folder);
  const files = images.filter((file) => file.folder);
  const loose = images.filter((file) => !file.folder);
  const others = [
    ...leftOut,
    ...loose.map(({ path }) => ({ path, reason: 'in no class folder' }) as const),
  ];
  sayLeftOut(folder, others);
  const classes = [...new Set(files.map((file) => file.folder))];
  if (classes.length < 2)
    throw new Error(
      `"${folder}" holds folders of images of ${classes.length} classes; expected a folder for each of at least two classes`,
    );
  const paths = files.map(({ path }) => path);
  return {
    name: nameOf(folder),
    identity: await identityOf({ work: 'folder', images: paths }, signal),
    paths,
    classes,
    images: files.map(({ path, folder: label }) => ({
      name: path,
      label: classes.indexOf(label),
    })),
    leftOut: others,
    decode: (index, size, fit) => decodeImage(files[index]!.path, { size, fit }),
  };
}

async function emojiScenes(perClass: number, seed: number): Promise<LabelledImages> {
  const artists = TRAINING_ARTISTS;
  const glyphs = loadEmoji(artists);
  const scenes = balancedScenes('test', seed, perClass, { labels: EMOJI_CLASSES, artists });
  return {
    name: 'emoji',
    identity: await identityOf({
      work: `emoji ${SCENES_FORMAT}`,
      options: { perClass, seed },
      images: [],
    }),
    paths: [],
    classes: [...EMOJI_CLASSES],
    images: scenes.map(({ object }, i) => ({
      name: `${object.label} ${(i % perClass) + 1}`,
      label: EMOJI_CLASSES.indexOf(object.label),
    })),
    leftOut: [],
    decode: async (index, size, fit) => {
      const side = Math.max(...[size].flat());
      return seenPart(await renderSvg(sceneSvg(scenes[index]!, glyphs, side)), size, fit);
    },
  };
}
