import {
  TRAINING_ARTISTS,
  drawScene,
  splitScene,
  type Glyph,
  type GlyphSource,
  type Split,
} from '@deconv/datasets';
import type { LabelledPictures } from '@deconv/engine';
import { LIVE_CLASSES } from './liveClasses.mjs';

/** Side of a scene in pixels. */
export const SIDE = 48;

const SEED = 5;
const COUNTS = { train: 384, validation: 96 } as const;

export interface Lessons {
  training: LabelledPictures;
  validation: LabelledPictures;
}

/** Composes and draws the scenes that the network learns from, and those that it is measured by. */
export async function drawLessons(
  drawings: string,
  onProgress: (done: number, of: number) => void,
): Promise<Lessons> {
  const glyphs = await loadGlyphs(drawings);
  const total = COUNTS.train + COUNTS.validation;
  let done = 0;
  const drawn = () => onProgress(++done, total);
  return {
    training: await drawSplit('train', COUNTS.train, glyphs, drawn),
    validation: await drawSplit('validation', COUNTS.validation, glyphs, drawn),
  };
}

async function loadGlyphs(address: string): Promise<GlyphSource> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The drawings did not load (${response.status}).`);
  const byArtist = (await response.json()) as Record<string, Record<string, Glyph>>;
  return (artist, icon) => byArtist[artist]![icon]!;
}

async function drawSplit(
  split: Split,
  count: number,
  glyphs: GlyphSource,
  drawn: () => void,
): Promise<LabelledPictures> {
  const each = SIDE * SIDE * 3;
  const pixels = new Uint8Array(count * each);
  const labels = Int32Array.from({ length: count }, (_, i) => i % LIVE_CLASSES.length);
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  for (let i = 0; i < count; i++) {
    const choices = {
      labels: [LIVE_CLASSES[labels[i]!]!],
      artists: [TRAINING_ARTISTS[i % TRAINING_ARTISTS.length]!],
    };
    // Nothing beside it: the drawings at hand are those of the eight things alone.
    const scene = splitScene(split, SEED, i, choices);
    delete scene.distractor;
    const { data } = await drawScene(scene, glyphs, SIDE, canvas);
    pixels.set(data, i * each);
    drawn();
  }
  return { pixels, labels };
}
