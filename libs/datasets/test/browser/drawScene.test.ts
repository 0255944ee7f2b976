import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import type { GlyphSource } from '../../src/emoji/glyph.js';
import { drawScene } from '../../src/scene/drawScene.js';
import type { Scene } from '../../src/scene/scene.js';
import type { NodePicture } from './nodePictures.js';

const pictures = inject('pictures');
const drawings = inject('glyphs');
const glyphs: GlyphSource = (artist, icon) => drawings[`${artist}/${icon}`]!;

const bytesOf = ({ pixels }: NodePicture) => Uint8Array.from(atob(pixels), (c) => c.charCodeAt(0));

/** Away from edges, the eight neighbours of a pixel differ by no more than this in any channel. */
const CALM = 24;
/** What two pictures that are the same may differ by there, in any channel. */
const SAME = 12;

interface Difference {
  /** Mean absolute difference of all values, edges included. */
  mean: number;
  /** Share of the pixels away from edges that differ by more than `SAME`. */
  off: number;
}

/** @param ours, theirs [size, size, 3]; edges are those of `theirs` */
function compare(ours: Uint8Array, theirs: Uint8Array, size: number): Difference {
  expect(ours.length).toBe(size * size * 3);
  expect(theirs.length).toBe(size * size * 3);
  const sum = ours.reduce((total, value, i) => total + Math.abs(value - theirs[i]!), 0);
  let [calm, off] = [0, 0];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!isCalm(theirs, x, y, size)) continue;
      calm++;
      const i = (y * size + x) * 3;
      if ([i, i + 1, i + 2].some((k) => Math.abs(ours[k]! - theirs[k]!) > SAME)) off++;
    }
  return { mean: sum / ours.length, off: off / calm };
}

function isCalm(picture: Uint8Array, x: number, y: number, size: number): boolean {
  return [0, 1, 2].every((channel) => {
    const values = [-1, 0, 1].flatMap((dy) =>
      [-1, 0, 1].map((dx) => {
        const [nx, ny] = [x + dx, y + dy].map((v) => Math.min(size - 1, Math.max(0, v)));
        return picture[(ny! * size + nx!) * 3 + channel]!;
      }),
    );
    return Math.max(...values) - Math.min(...values) <= CALM;
  });
}

const average = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** How the browser's drawings of changed scenes differ from Node's of the unchanged ones. */
async function differences(
  change: (scene: Scene) => Scene = (scene) => scene,
  of = pictures,
): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const picture of of) {
    const { data } = await drawScene(change(picture.scene), glyphs, picture.size);
    found.push(compare(data, bytesOf(picture), picture.size));
  }
  return found;
}

describe('a scene drawn in a browser', () => {
  test('shows what Node draws, but for the smoothing of edges', async () => {
    const found = await differences();
    for (const { mean, off } of found) {
      expect(mean).toBeLessThan(5);
      expect(off).toBeLessThan(0.01);
    }
    expect(average(found.map(({ mean }) => mean))).toBeLessThan(1.2);
    const kinds = pictures.flatMap(({ scene: { ground, textures } }) =>
      [ground, ...textures].map(({ kind }) => kind),
    );
    expect(new Set(kinds).size).toBe(8);
  });

  test('differs from what Node draws of another seed', async () => {
    for (const [i, picture] of pictures.entries()) {
      const { scene } = pictures[(i + 12) % pictures.length]!;
      const { data } = await drawScene(scene, glyphs, picture.size);
      const { mean, off } = compare(data, bytesOf(picture), picture.size);
      expect(mean).toBeGreaterThan(20);
      expect(off).toBeGreaterThan(0.5);
    }
  });

  test('differs measurably when its object moves by a hundredth of the frame', async () => {
    const moved = await differences((scene) => ({
      ...scene,
      object: { ...scene.object, x: scene.object.x + 0.01 },
    }));
    expect(average(moved.map(({ mean }) => mean))).toBeGreaterThan(2.4);
  });

  test('differs when noise has another seed', async () => {
    const isNoisy = ({ scene }: NodePicture) => scene.textures.some(({ kind }) => kind === 'noise');
    const reseeded = await differences(
      (scene) => ({
        ...scene,
        textures: scene.textures.map((texture) =>
          texture.kind === 'noise' ? { ...texture, seed: texture.seed + 1 } : texture,
        ),
      }),
      pictures.filter(isNoisy),
    );
    expect(reseeded.length).toBeGreaterThan(3);
    for (const { off } of reseeded) expect(off).toBeGreaterThan(0.03);
  });

  test('appears on the canvas that it is drawn on', async () => {
    const canvas = document.createElement('canvas');
    const { width, height, data } = await drawScene(pictures[0]!.scene, glyphs, 40, canvas);
    expect([width, height, canvas.width, canvas.height]).toEqual([40, 40, 40, 40]);
    const shown = canvas.getContext('2d')!.getImageData(0, 0, 40, 40).data;
    expect([...data]).toEqual([...shown].filter((_, i) => i % 4 < 3));
    expect([...shown].filter((_, i) => i % 4 === 3)).toEqual(Array(1600).fill(255));
  });
});

describe('drawScene refuses', () => {
  const { scene } = pictures[0]!;
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('a canvas with another kind of context', async () => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext('webgl2');
    await expect(drawScene(scene, glyphs, 8, canvas)).rejects.toThrow('no 2D context');
  });

  test('drawings that are no SVG', async () => {
    const broken: GlyphSource = (...names) => ({ ...glyphs(...names), body: '<g>' });
    await expect(drawScene(scene, broken, 8)).rejects.toThrow('cannot decode this scene');
  });

  test('to run in a worker', async () => {
    vi.stubGlobal('Image', undefined);
    await expect(drawScene(scene, glyphs, 8)).rejects.toThrow('needs a page');
  });
});
