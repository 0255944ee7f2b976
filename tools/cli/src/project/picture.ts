import type { Box } from '@deconv/geometry';
import { contrastScale, shade, type Pixels } from '@deconv/pictures';
import type { Similarity } from '@deconv/probes';
import sharp from 'sharp';
import { Canvas } from '../top/Canvas.js';

/** Small receptive fields are enlarged, pixel by whole pixel, to about this many. */
const SIDE = 256;
/** The space between pictures; the height of the titles of controls; how many pictures stand side by side. */
const [GAP, TITLE, ACROSS] = [8, 36, 4];
/** Width of a letter, about. */
const LETTER = 7;

/** A projection of the same unit by a network that lacks something. */
export interface DrawnControl {
  replaced: string;
  similarity: Similarity;
  /** float32 [height, width, 3] of the whole input, RGB. */
  whole: Float32Array;
}

export interface DrawnProjection {
  seen: Pixels;
  /** float32 [height, width, 3] of the whole input, RGB. */
  projection: Float32Array;
  field: Box;
  controls: readonly DrawnControl[];
}

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A sheet, in pixels, and where on it the patch, the projection and each of the controls stand. */
export interface Sheet {
  width: number;
  height: number;
  places: Place[];
}

/** @param field of the unit; @param controls how many there are */
export function sheetOf(field: Pick<Box, 'width' | 'height'>, controls: number): Sheet {
  const factor = Math.max(1, Math.round(SIDE / Math.max(field.width, field.height)));
  const size = { width: field.width * factor, height: field.height * factor };
  const across = Math.max(2, Math.min(ACROSS, controls));
  const row = TITLE + size.height + GAP;
  const column = size.width + GAP;
  const below = Array.from({ length: controls }, (_, i) => ({
    ...size,
    left: (i % across) * column,
    top: size.height + GAP + TITLE + Math.floor(i / across) * row,
  }));
  const places = [{ ...size, left: 0, top: 0 }, { ...size, left: column, top: 0 }, ...below];
  const rows = Math.ceil(controls / across);
  return { width: across * column - GAP, height: size.height + rows * row, places };
}

/**
 * A PNG of the unit's patch and its projection, side by side, and of its controls below, if there are any. Each projection
 * lies on mid grey, scaled so that the 99.5th percentile of its magnitudes reaches black or white.
 */
export async function picture({
  seen,
  projection,
  field,
  controls,
}: DrawnProjection): Promise<Buffer> {
  const { width, height, places } = sheetOf(field, controls.length);
  const [patch, plain, ...below] = places;
  const crop = (data: Uint8Array): Promise<Buffer> =>
    sharp(data, { raw: { width: seen.width, height: seen.height, channels: 3 } })
      .extract(field)
      .resize({ width: patch!.width, height: patch!.height, kernel: 'nearest' })
      .raw()
      .toBuffer();
  const drawn = (values: Float32Array): Promise<Buffer> =>
    crop(shade(values, contrastScale(values)));
  const canvas = new Canvas(width, height);
  canvas.put(patch!, await crop(seen.data));
  canvas.put(plain!, await drawn(projection));
  for (const [i, { replaced, similarity, whole }] of controls.entries()) {
    const place = below[i]!;
    canvas.put(place, await drawn(whole));
    const fitting = Math.floor(place.width / LETTER);
    const [x, y] = [place.left, place.top - TITLE];
    canvas.label({ x, y: y + 14, text: cut(replaced, fitting), size: 12, bold: true });
    const text = `similarity ${similarity.signed?.toFixed(2) ?? '–'}`;
    canvas.label({ x, y: y + 30, text: cut(text, fitting), size: 12, faint: true });
  }
  return canvas.png();
}

const cut = (text: string, letters: number): string =>
  text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
