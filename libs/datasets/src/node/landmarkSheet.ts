import sharp from 'sharp';
import { ARTISTS } from '../emoji/artists.js';
import { FACE_CLASSES } from '../emoji/faces.js';
import type { GlyphSource } from '../emoji/glyph.js';
import { PARTS, type Part } from '../emoji/landmarks.js';
import { landmarksOf } from '../scene/landmarksOf.js';
import type { Scene } from '../scene/scene.js';
import { sceneSvg } from '../scene/sceneSvg.js';

const COLOURS: Record<Part, string> = {
  leftEyeInImage: '#ff0000',
  rightEyeInImage: '#0060ff',
  nose: '#00c800',
};

/** Every face as it was drawn, filling its picture: a row a class, a column an artist. */
export const FACES: readonly Scene[] = FACE_CLASSES.flatMap((label) =>
  ARTISTS.map((artist) => plainScene({ artist, label })),
);

function plainScene(drawing: Pick<Scene['object'], 'artist' | 'label'>): Scene {
  const colour = { brightness: 1, saturation: 1, hue: 0 };
  const place = { x: 0.5, y: 0.5, size: 1, rotation: 0, mirrored: false };
  return {
    object: { ...drawing, ...place, colour },
    ground: { kind: 'plain', colours: ['#ffffff'] },
    textures: [],
    light: colour,
  };
}

/**
 * A sheet to check landmarks by: scenes side by side, in six columns, with a ring around each part (left eye red, right
 * eye blue, nose green; the middle of the ring is the landmark).
 * @param side of each scene, in pixels
 * @returns a PNG file
 */
export async function landmarkSheet(
  scenes: readonly Scene[],
  glyphs: GlyphSource,
  side: number,
): Promise<Uint8Array> {
  const columns = ARTISTS.length;
  const tiles = scenes.map((scene, i) => ({
    input: Buffer.from(withRings(scene, glyphs, side)),
    left: (i % columns) * side,
    top: Math.floor(i / columns) * side,
  }));
  const [width, height] = [columns * side, Math.ceil(scenes.length / columns) * side];
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(tiles)
    .png()
    .toBuffer();
}

function withRings(scene: Scene, glyphs: GlyphSource, side: number): string {
  const landmarks = landmarksOf(scene);
  const rings = PARTS.flatMap((part) => (landmarks ? ring(landmarks[part], COLOURS[part]) : []));
  return sceneSvg(scene, glyphs, side).replace(/<\/svg>$/, `${rings.join('')}</svg>`);
}

/** A ring in its colour on white, with a dot in its middle, in the units of `sceneSvg`: percent. */
function ring([x, y]: readonly [number, number], colour: string): string {
  const place = `cx="${100 * x}" cy="${100 * y}"`;
  return [
    `<circle ${place} r="3" fill="none" stroke="#fff" stroke-width="2"/>`,
    `<circle ${place} r="3" fill="none" stroke="${colour}"/>`,
    `<circle ${place} r="1" fill="#fff"/><circle ${place} r=".7" fill="${colour}"/>`,
  ].join('');
}
