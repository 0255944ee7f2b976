import { forward, project, type Network } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Evolution, type EvolutionOptions } from '../../src/index.js';
import { cosineSimilarity } from '../../src/similarity.js';
import { pictures, tinyNetwork } from '../tiny.js';

const IMAGES = 8;

const MAPS = [
  { layer: 'conv1', channel: 2 },
  { layer: 'conv1', channel: 0 },
  { layer: 'conv2', channel: 1 },
];

beforeAll(() => tf.setBackend('cpu'));

const imageAt = (index: number) => Promise.resolve(tf.slice(pictures(IMAGES, 77), index, 1));

/** By looking at every activation of a map. */
function bruteForce(network: Network, { layer, channel }: (typeof MAPS)[number]) {
  const map = forward(network, pictures(IMAGES, 77)).activation(layer).arraySync();
  let best = { image: 0, at: [0, 0] as [number, number], activation: -Infinity };
  map.forEach((rows, image) =>
    rows.forEach((row, y) =>
      row.forEach((values, x) => {
        const activation = values[channel]!;
        if (activation > best.activation) best = { image, at: [y, x], activation };
      }),
    ),
  );
  return best;
}

/** Adds a checkpoint, with its strongest activations. */
const add = (evolution: Evolution, network: Network, options?: EvolutionOptions) => {
  const entries = MAPS.map((map) => bruteForce(network, map));
  return evolution.add(network, entries, imageAt, options);
};

/** The projection of one unit, on the whole input. */
async function whole(
  network: Network,
  image: number,
  unit: Parameters<typeof project>[1][number],
  signal?: number,
) {
  const record = forward(network, tf.slice(pictures(IMAGES, 77), image, 1));
  const [projection] = await project(record, [unit], {
    wholeMaps: true,
    ...(signal && { signal }),
  });
  return projection!;
}

describe('evolution', () => {
  it('projects the strongest unit of each map at each checkpoint', async () => {
    const evolution = new Evolution(MAPS);
    for (const seed of [1, 2, 3]) {
      const network = tinyNetwork(seed);
      const cells = await add(evolution, network);
      for (const [i, cell] of cells.entries()) {
        const winner = bruteForce(network, MAPS[i]!);
        expect(cell).toMatchObject({ ...MAPS[i], entry: winner });
        const expected = await whole(network, winner.image, { ...MAPS[i]!, at: winner.at });
        expect(cosineSimilarity(cell.projection, expected)).toBeCloseTo(1, 6);
      }
    }
  });

  it('marks where another image became the strongest, and tells how much of the feature stayed', async () => {
    const networks = [1, 2, 3, 4].map(tinyNetwork);
    const evolution = new Evolution(MAPS);
    let last: Awaited<ReturnType<Evolution['add']>> | undefined;
    const changes: boolean[] = [];
    for (const network of networks) {
      const cells = await add(evolution, network);
      for (const [i, cell] of cells.entries()) {
        const before = last?.[i];
        expect(cell.imageChanged).toBe(!!before && before.entry.image !== cell.entry.image);
        changes.push(cell.imageChanged);
        if (!before) expect(cell.similarity).toBeNull();
        else {
          const { image, at } = before.entry;
          const now = await whole(network, image, { ...MAPS[i]!, at }, 1);
          const active = before.entry.activation > 0;
          const expected = active ? cosineSimilarity(before.projection, now) : null;
          if (expected === null) expect(cell.similarity).toBeNull();
          else expect(cell.similarity).toBeCloseTo(expected, 6);
        }
      }
      last = cells;
    }
    expect(new Set(changes)).toEqual(new Set([true, false]));
  });

  it('finds nothing changed in a network that stayed the same', async () => {
    const evolution = new Evolution(MAPS);
    await add(evolution, tinyNetwork(1));
    for (const cell of await add(evolution, tinyNetwork(1))) {
      expect(cell.imageChanged).toBe(false);
      expect(cell.similarity).toBeCloseTo(1, 6);
    }
  });

  it('leaves no tensor behind, also where it is stopped', async () => {
    const network = tinyNetwork(1);
    const entries = MAPS.map((map) => bruteForce(network, map));
    const all = pictures(IMAGES, 77);
    const at = (index: number) => Promise.resolve(tf.slice(all, index, 1));
    const before = tf.memory().numTensors;
    await new Evolution(MAPS).add(network, entries, at);
    const signal = AbortSignal.abort(new Error('enough'));
    const stopped = new Evolution(MAPS).add(network, entries, at, { signal });
    await expect(stopped).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the similarity of projections', () => {
  const unit = { layer: 'conv1', channel: 0, at: [0, 0] as [number, number] };
  const projection = (top: number, left: number, values: number[]) => ({
    unit,
    box: { top, left, height: 1, width: values.length },
    pixels: Float32Array.from(values),
  });

  it('is the cosine on the whole input', () => {
    // … 1 2 0 against 0 2 3 …
    const similarity = cosineSimilarity(projection(4, 0, [1, 2]), projection(4, 1, [2, 3]));
    expect(similarity).toBeCloseTo(4 / Math.sqrt(5 * 13), 12);
  });

  it('is 0 where boxes do not meet, and none where all is zero', () => {
    expect(cosineSimilarity(projection(0, 0, [1]), projection(1, 0, [1]))).toBe(0);
    expect(cosineSimilarity(projection(0, 0, [1]), projection(0, 0, [0]))).toBeNull();
  });
});
