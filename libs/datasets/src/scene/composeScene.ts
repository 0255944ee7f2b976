import { TRAINING_ARTISTS, type Artist } from '../emoji/artists.js';
import { EMOJI_CLASSES, type EmojiClass } from '../emoji/classes.js';
import type { Random } from '../random.js';
import { composeBackground } from './composeBackground.js';
import type { ColourShift, Placement, Scene } from './scene.js';

export interface SceneChoices {
  /** What may be shown. Default: all classes. */
  labels?: readonly EmojiClass[];
  /** Whose drawings may be used. Default: the artists of training. */
  artists?: readonly Artist[];
}

const DISTRACTED = 0.25;

/** How far an object's edge may leave the frame, in fractions of its side. */
const OVERHANG = 0.06;

/**
 * A random scene: one object of 0.6 … 1.1 of the frame, turned by up to half a radian either way, perhaps mirrored, its
 * colours a little off, on a random background; one time in four with a small distractor behind it.
 */
export function composeScene(
  random: Random,
  { labels = EMOJI_CLASSES, artists = TRAINING_ARTISTS }: SceneChoices = {},
): Scene {
  const label = random.pick(labels);
  const artist = random.pick(artists);
  const object = composeObject(random, label, artist);
  const background = composeBackground(random);
  const light = composeColourShift(random, 0.22, 0.2, 0);
  const scene: Scene = { object, ...background, light };
  if (random.chance(DISTRACTED)) scene.distractor = composeDistractor(random, object, artists);
  return scene;
}

function composeObject(random: Random, label: EmojiClass, artist: Artist): Placement {
  const size = random.between(0.6, 1.1);
  const shift = Math.max(0, (1 - size) / 2) + OVERHANG;
  return {
    artist,
    label,
    size,
    x: 0.5 + random.between(-shift, shift),
    y: 0.5 + random.between(-shift, shift),
    rotation: random.between(-0.5, 0.5),
    mirrored: random.chance(0.5),
    colour: composeColourShift(random, 0.12, 0.3, 0.12),
  };
}

/** Some other class of all, whatever objects were asked for: small, towards a corner away from the object's centre. */
function composeDistractor(
  random: Random,
  object: Placement,
  artists: readonly Artist[],
): Placement {
  const others = EMOJI_CLASSES.filter((label) => label !== object.label);
  const angle = random.between(0, 2 * Math.PI);
  const near = (along: number) => Math.min(0.95, Math.max(0.05, 0.5 + 0.62 * along));
  return {
    artist: random.pick(artists),
    label: random.pick(others),
    size: random.between(0.15, 0.32),
    x: near(Math.cos(angle)),
    y: near(Math.sin(angle)),
    rotation: random.between(-Math.PI, Math.PI),
    mirrored: random.chance(0.5),
    colour: composeColourShift(random, 0.12, 0.3, 0.12),
  };
}

function composeColourShift(
  random: Random,
  brightness: number,
  saturation: number,
  hue: number,
): ColourShift {
  return {
    brightness: 1 + random.between(-brightness, brightness),
    saturation: 1 + random.between(-saturation, saturation),
    hue: random.between(-hue, hue),
  };
}
