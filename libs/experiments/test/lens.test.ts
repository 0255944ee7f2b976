import { project } from '@deconv/core';
import { recordOf } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { drawnUnit } from '@deconv/probes';
import { readResults, writeResults, type LensResults } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { EXPERIMENTS, runExperiment, type AskedOf } from '../src/index.js';
import { tinyPorts } from './tinyPorts.js';

const SIDE = 6;

beforeAll(() => tf.setBackend('cpu'));

/** Runs it over photos of noise. @returns the document, and the pictures by what it calls them */
async function looked(asked: AskedOf<'lens'>, names = ['a']) {
  const drawn = new Map<string, Pixels>();
  const ports = {
    ...tinyPorts(names),
    draw: (path: readonly string[], pixels: Pixels) => {
      const name = `${path.join('/')}.png`;
      drawn.set(name, pixels);
      return Promise.resolve(name);
    },
  };
  const document = await runExperiment(EXPERIMENTS.lens, asked, ports);
  return { document, drawn, ports };
}

test('tells the strongest unit of every place, with its own projection', async () => {
  const at = Array.from({ length: SIDE * SIDE }, (_, i) => [Math.floor(i / SIDE), i % SIDE]);
  const { document, drawn, ports } = await looked({ at: at.map((each) => each.join()).join(' ') });
  expect(readResults(writeResults(document))).toEqual(document);
  const { picture, places } = document.images[0]!;
  const pixels = drawn.get(picture!)!;
  const record = await recordOf(ports.model, pixels);
  const maps = (await record.activation('conv1').array())[0]!;
  expect(places.map((place) => place.at)).toEqual(at);
  for (const { at: pixel, units } of places) {
    // A unit of four by four sees three pixels a side: that in row r is centred on row r + 1.
    const [row, column] = pixel.map((each) => Math.min(3, Math.max(0, each - 1))) as [
      number,
      number,
    ];
    const here = maps[row]![column]!;
    const strongest = Math.max(...here);
    if (strongest <= 0) {
      expect(units).toEqual([]);
      continue;
    }
    const [unit] = units;
    expect(unit).toMatchObject({
      layer: 'conv1',
      channel: here.indexOf(strongest),
      at: [row, column],
    });
    expect(unit!.activation).toBeCloseTo(strongest, 5);
    const [own] = await project(record, [unit!], { rule: 'deconvnet' });
    const expected = drawnUnit(pixels, own!, ports.model.preprocess);
    expect(drawn.get(unit!.projection!)).toEqual(expected.projection);
    expect(unit!.scale).toBe(expected.scale);
    expect(unit!.receptiveField).toEqual({ top: row, left: column, height: 3, width: 3 });
  }
  expect(document.layers).toEqual([{ layer: 'conv1', field: { size: 3, stride: 1, offset: 0 } }]);
});

test('where no places are named it takes those where the deepest layer is strongest, apart from each other', async () => {
  const { document, drawn, ports } = await looked({ places: 3 }, ['a', 'b']);
  expect(document.images.map(({ image }) => image)).toEqual(['a', 'b']);
  for (const { picture, places } of document.images) {
    const record = await recordOf(ports.model, drawn.get(picture!)!);
    const largest = Math.max(...(await record.activation('conv1').data()));
    expect(places.length).toBeGreaterThan(1);
    expect(places[0]!.units[0]!.activation).toBeCloseTo(largest, 5);
    // Of 6 pixels an eighth is less than one.
    expect(new Set(places.map(({ at }) => at.join())).size).toBe(places.length);
  }
});

test('a photo that cannot be read is skipped, and a document without pictures says all the rest', async () => {
  const ports = { ...tinyPorts(['a', 'broken']), draw: undefined };
  const document = await runExperiment(EXPERIMENTS.lens, { at: '2,2' }, ports);
  expect(document.data.skipped).toEqual([{ image: 'broken', reason: 'it is broken' }]);
  expect(document.images).toHaveLength(1);
  expect(writeResults(document)).not.toContain('.png');
  expect(EXPERIMENTS.lens.summary(document)[0]).toMatch(/^a, row 2, column 2: conv1 map \d/);
});

test.each([
  ['2', 'rows and columns'],
  ['2,2;3,3', 'rows and columns'],
  ['', 'rows and columns'],
  [Array.from({ length: 65 }, () => '1,1').join(' '), '1 to 64 places'],
  ['2,6', 'columns below 6'],
  ['6,2', 'rows below 6'],
])('places %j are refused', async (at, why) => {
  await expect(looked({ at })).rejects.toThrow(why);
});

test('a document whose parts do not fit is refused by name', async () => {
  const { document } = await looked({ at: '2,2' });
  const broken = (change: (copy: LensResults) => void): string => {
    const copy = structuredClone(document);
    change(copy);
    return JSON.stringify(copy);
  };
  const outside = broken(({ images }) => (images[0]!.places[0]!.at = [2, 6]));
  expect(() => readResults(outside)).toThrow(
    'images[0].places[0].at[1]: expected a number below size.width, 6',
  );
  const foreign = broken(({ layers }) => (layers[0]!.layer = 'conv9'));
  expect(() => readResults(foreign)).toThrow(
    'images[0].places[0].units[0].layer: expected one of layers',
  );
});
