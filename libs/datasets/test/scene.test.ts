import { describe, expect, test } from 'vitest';
import { ARTISTS, HELD_OUT_ARTIST, TRAINING_ARTISTS } from '../src/emoji/artists.js';
import { EMOJI_CLASSES } from '../src/emoji/classes.js';
import { loadEmoji } from '../src/node/loadEmoji.js';
import { renderSvg } from '../src/node/renderSvg.js';
import { colourMatrix } from '../src/scene/colourMatrix.js';
import { objectBox } from '../src/scene/objectBox.js';
import { placePoint } from '../src/scene/placePoint.js';
import type { Placement, Scene } from '../src/scene/scene.js';
import { sceneSvg } from '../src/scene/sceneSvg.js';
import { balancedScenes, splitScene } from '../src/scene/splits.js';

const scenes = Array.from({ length: 600 }, (_, i) => splitScene('train', 1, i));

const placement: Placement = {
  artist: 'noto',
  label: 'fox',
  x: 0.5,
  y: 0.5,
  size: 0.4,
  rotation: 0,
  mirrored: false,
  colour: { brightness: 1, saturation: 1, hue: 0 },
};

describe('scenes', () => {
  test('are the same for the same split, seed and index, and differ otherwise', () => {
    expect(splitScene('train', 1, 7)).toEqual(scenes[7]);
    const others = [
      splitScene('validation', 1, 7),
      splitScene('test', 1, 7),
      splitScene('train', 2, 7),
    ];
    for (const other of others) expect(other).not.toEqual(scenes[7]);
  });

  test('are plain data', () => {
    expect(JSON.parse(JSON.stringify(scenes))).toEqual(scenes);
  });

  test('stay within the ranges of size, rotation and place', () => {
    for (const { object } of scenes) {
      expect(object.size).toBeGreaterThanOrEqual(0.6);
      expect(object.size).toBeLessThan(1.1);
      expect(Math.abs(object.rotation)).toBeLessThanOrEqual(0.5);
      expect(Math.max(Math.abs(object.x - 0.5), Math.abs(object.y - 0.5))).toBeLessThan(0.27);
      expect(object.artist).not.toBe(HELD_OUT_ARTIST);
    }
  });

  test('vary: every class, artist, ground and texture occurs', () => {
    expect(new Set(scenes.map(({ object }) => object.label)).size).toBeGreaterThan(100);
    expect(new Set(scenes.map(({ object }) => object.artist)).size).toBe(5);
    expect(new Set(scenes.map(({ ground }) => ground.kind)).size).toBe(3);
    expect(new Set(scenes.flatMap(({ textures }) => textures.map(({ kind }) => kind))).size).toBe(
      5,
    );
    const distracted = scenes.filter(({ distractor }) => distractor).length;
    expect(distracted).toBeGreaterThan(100);
    expect(distracted).toBeLessThan(200);
  });

  test('a distractor is small and of another class', () => {
    const foxes = Array.from({ length: 50 }, (_, i) =>
      splitScene('train', 1, i, { labels: ['fox'] }),
    );
    for (const { object, distractor } of [...scenes, ...foxes])
      if (distractor) {
        expect(distractor.label).not.toBe(object.label);
        expect(distractor.size).toBeLessThan(0.33);
      }
  });

  test('balanced scenes show every class equally often, by the artists in turn', () => {
    const balanced = balancedScenes('validation', 1, 5, {
      labels: EMOJI_CLASSES,
      artists: TRAINING_ARTISTS,
    });
    expect(balanced.length).toBe(5 * EMOJI_CLASSES.length);
    for (const label of EMOJI_CLASSES) {
      const own = balanced.filter(({ object }) => object.label === label);
      expect(new Set(own.map(({ object }) => object.artist)).size).toBe(5);
    }
    // No two are the same scene but for what it shows.
    const places = balanced.map(({ object: { x, y, size } }) => JSON.stringify([x, y, size]));
    expect(new Set(places).size).toBe(balanced.length);
  });
});

describe('objectBox', () => {
  test('of an upright drawing is its square', () => {
    const { left, top, width, height } = objectBox(placement);
    expect([left, top, width, height].map((v) => v.toFixed(6))).toEqual([
      '0.300000',
      '0.300000',
      '0.400000',
      '0.400000',
    ]);
  });

  test('grows when the drawing turns, and is cut at the frame', () => {
    expect(objectBox({ ...placement, rotation: Math.PI / 4 }).width).toBeCloseTo(0.4 * Math.SQRT2);
    const cut = objectBox({ ...placement, x: 0 });
    expect([cut.left, cut.width]).toEqual([0, 0.2]);
  });

  test('mirrors with the drawing', () => {
    const leftHalf = { left: 0, top: 0, width: 0.5, height: 1 };
    expect(objectBox(placement, leftHalf).left).toBeCloseTo(0.3);
    expect(objectBox({ ...placement, mirrored: true }, leftHalf).left).toBeCloseTo(0.5);
  });

  test('holds the corners of a part that is wider than high, however it is turned', () => {
    const drawn = { left: 0.1, top: 0.3, width: 0.7, height: 0.2 };
    for (const rotation of [0, 0.4, 1.3, 2.9, -1]) {
      const turned = { ...placement, x: 0.45, y: 0.55, rotation };
      const corners = [
        [0.1, 0.3],
        [0.8, 0.3],
        [0.1, 0.5],
        [0.8, 0.5],
      ].map((corner) => placePoint(turned, corner as [number, number]));
      const [xs, ys] = [0, 1].map((axis) => corners.map((corner) => corner[axis]!));
      const { left, top, width, height } = objectBox(turned, drawn);
      expect(left).toBeCloseTo(Math.min(...xs!));
      expect(top).toBeCloseTo(Math.min(...ys!));
      expect(left + width).toBeCloseTo(Math.max(...xs!));
      expect(top + height).toBeCloseTo(Math.max(...ys!));
    }
  });
});

describe('colourMatrix', () => {
  const shift = { brightness: 1, saturation: 1, hue: 0 };
  const sums = (matrix: number[][]) => matrix.map((row) => row.reduce((a, b) => a + b, 0));

  test('leaves colours alone without a shift', () => {
    colourMatrix(shift).forEach((row, r) =>
      row.forEach((value, c) => expect(value).toBeCloseTo(r === c ? 1 : 0)),
    );
  });

  test('keeps grey grey whatever the hue and saturation, and scales it by the brightness', () => {
    for (const sum of sums(colourMatrix({ brightness: 1.2, saturation: 0.6, hue: 1 })))
      expect(sum).toBeCloseTo(1.2);
  });

  test('turns red into green after a third of the circle', () => {
    const matrix = colourMatrix({ ...shift, hue: (2 * Math.PI) / 3 });
    expect(matrix.map((row) => Math.abs(row[0]!).toFixed(6))).toEqual([
      '0.000000',
      '1.000000',
      '0.000000',
    ]);
  });
});

describe('drawing a scene', () => {
  const glyphs = loadEmoji(ARTISTS);
  const plain: Scene = {
    object: placement,
    ground: { kind: 'plain', colours: ['#ff00ff'] },
    textures: [],
    light: { brightness: 1, saturation: 1, hue: 0 },
  };

  test('gives the same pixels each time', async () => {
    const svg = sceneSvg(scenes[3]!, glyphs, 48);
    const [one, two] = [await renderSvg(svg), await renderSvg(sceneSvg(scenes[3]!, glyphs, 48))];
    expect([one.width, one.height, one.data.length]).toEqual([48, 48, 48 * 48 * 3]);
    expect(Buffer.compare(one.data, two.data)).toBe(0);
  });

  test('puts the object into its box and nothing outside', async () => {
    const { data } = await renderSvg(sceneSvg(plain, glyphs, 100));
    const box = objectBox(placement);
    let inside = 0;
    for (let y = 0; y < 100; y++)
      for (let x = 0; x < 100; x++) {
        const i = (y * 100 + x) * 3;
        if (data[i] === 255 && data[i + 1] === 0 && data[i + 2] === 255) continue;
        inside++;
        expect(x / 100).toBeGreaterThan(box.left - 0.02);
        expect(x / 100).toBeLessThan(box.left + box.width + 0.02);
        expect(y / 100).toBeGreaterThan(box.top - 0.02);
        expect(y / 100).toBeLessThan(box.top + box.height + 0.02);
      }
    expect(inside).toBeGreaterThan(0.3 * 40 * 40);
  });

  test('gives two drawings in one document ids of their own', () => {
    const twice: Scene = {
      ...plain,
      distractor: { ...placement, artist: 'noto', label: 'castle' },
    };
    for (const label of EMOJI_CLASSES) {
      const svg = sceneSvg({ ...twice, object: { ...placement, label } }, glyphs, 96);
      const ids = [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, label).toBe(ids.length);
      for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids, label).toContain(id);
    }
  });
});
