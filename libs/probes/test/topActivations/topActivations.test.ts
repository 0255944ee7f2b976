import { forward, project, strongestUnits, type ForwardRecord } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  networkUpTo,
  projectWinners,
  TopActivations,
  winnersByImage,
  type TopEntry,
  type TopLayer,
  type Winner,
} from '../../src/index.js';
import { pictures, tinyNetwork } from '../tiny.js';

const IMAGES = 12;

beforeAll(() => tf.setBackend('cpu'));

const layersToKeep = (): TopLayer[] => [
  { layer: 'conv1', maps: [0, 1, 2, 3].map((channel) => ({ channel, entries: [] })) },
  { layer: 'conv2', maps: [2, 0].map((channel) => ({ channel, entries: [] })) },
];

/** Sorts every activation of a map in every image, then takes the first of each image. */
function bruteForce(record: ForwardRecord, layer: string, channel: number, k: number): TopEntry[] {
  const maps = record.activation(layer).arraySync();
  const all = maps.flatMap((rows, image) =>
    rows.flatMap((columns, row) =>
      columns.map((values, column): TopEntry => ({
        image,
        at: [row, column],
        activation: values[channel]!,
      })),
    ),
  );
  all.sort(
    (a, b) =>
      b.activation - a.activation || a.image - b.image || a.at[0] - b.at[0] || a.at[1] - b.at[1],
  );
  return all.filter(({ image }, i) => all.findIndex((e) => e.image === image) === i).slice(0, k);
}

describe('top activations', () => {
  test.each([1, 2, 3, 4, 5])(
    'are those that sorting everything finds, network %i',
    async (seed) => {
      const record = forward(tinyNetwork(seed), pictures(IMAGES, 100 + seed));
      const top = new TopActivations(layersToKeep(), 5);
      for (let image = 0; image < IMAGES; image++) await top.add(record, image, image);
      for (const { layer, maps } of top.layers)
        for (const { channel, entries } of maps)
          expect(entries, `${layer} ${channel}`).toEqual(bruteForce(record, layer, channel, 5));
    },
  );

  test('tie in these networks, between images and within one', () => {
    const record = forward(tinyNetwork(1), pictures(IMAGES, 101));
    const best = bruteForce(record, 'conv1', 0, IMAGES);
    expect(new Set(best.map(({ activation }) => activation)).size).toBeLessThan(IMAGES);
    const maps = record.activation('conv1').arraySync();
    const timesIn = ({ image, activation }: TopEntry): number =>
      maps[image]!.flat().filter((values) => values[0] === activation).length;
    expect(Math.max(...best.map(timesIn))).toBeGreaterThan(1);
  });

  test('do not depend on the order in which images come', async () => {
    const record = forward(tinyNetwork(1), pictures(IMAGES, 101));
    const [ordered, shuffled] = [1, 2].map(() => new TopActivations(layersToKeep(), 5));
    for (let i = 0; i < IMAGES; i++) {
      await ordered!.add(record, i, i);
      const image = (i * 7 + 3) % IMAGES;
      await shuffled!.add(record, image, image);
    }
    expect(shuffled!.layers).toEqual(ordered!.layers);
  });

  test('go on from what was kept as text', async () => {
    const record = forward(tinyNetwork(2), pictures(IMAGES, 102));
    const whole = new TopActivations(layersToKeep(), 3);
    for (let i = 0; i < IMAGES; i++) await whole.add(record, i, i);
    let top = new TopActivations(layersToKeep(), 3);
    for (let i = 0; i < IMAGES; i++) {
      await top.add(record, i, i);
      top = new TopActivations(JSON.parse(JSON.stringify(top.layers)) as TopLayer[], 3);
    }
    expect(top.layers).toEqual(whole.layers);
  });

  test('are fewer than k where there are fewer images', async () => {
    const record = forward(tinyNetwork(3), pictures(2, 103));
    const top = new TopActivations(layersToKeep(), 9);
    for (const image of [0, 1]) await top.add(record, image, image);
    expect(top.layers[0]!.maps[0]!.entries).toHaveLength(2);
  });

  test('of one image are the strongest units that core names', async () => {
    const record = forward(tinyNetwork(4), pictures(1, 104));
    const top = new TopActivations(layersToKeep(), 9);
    await top.add(record, 0);
    const units = await strongestUnits(record, 'conv1');
    for (const { channel, entries } of top.layers[0]!.maps)
      expect(entries).toMatchObject([
        { at: units.find((unit) => unit.channel === channel)!.at, image: 0 },
      ]);
  });

  test('say which channels or layers there are', async () => {
    const record = forward(tinyNetwork(1), pictures(1, 101));
    const add = (layer: string, channel: number) =>
      new TopActivations([{ layer, maps: [{ channel, entries: [] }] }], 1).add(record, 0);
    await expect(add('conv1', 4)).rejects.toThrow('channels 0 to 3; there is no channel 4');
    await expect(add('konv1', 0)).rejects.toThrow('did you mean "conv1"');
  });
});

describe('winners', () => {
  const entry = (image: number): TopEntry => ({ image, at: [0, 0], activation: 1 });
  const layers: TopLayer[] = [
    { layer: 'a', maps: [{ channel: 4, entries: [entry(7), entry(2)] }] },
    { layer: 'b', maps: [{ channel: 0, entries: [entry(2)] }] },
  ];

  test('are gathered by image, in the order of the data set', () => {
    const said = [...winnersByImage(layers)].map(([image, winners]) => [
      image,
      winners.map(({ layer, channel, rank }) => `${layer} ${channel} #${rank}`),
    ]);
    expect(said).toEqual([
      [2, ['a 4 #2', 'b 0 #1']],
      [7, ['a 4 #1']],
    ]);
  });

  test('are projected as each alone is, in the order given', async () => {
    const record = forward(tinyNetwork(5), pictures(1, 105));
    const at: [number, number][] = [
      [0, 0],
      [2, 2],
    ];
    const winners = ['conv1', 'conv2'].flatMap((layer) =>
      [0, 1, 2].flatMap((channel) =>
        at.flatMap((place) =>
          [1, 2].map((rank): Winner => ({
            layer,
            channel,
            rank,
            entry: { image: 0, at: place, activation: 0 },
          })),
        ),
      ),
    );
    const found: Winner[] = [];
    let largest = 0;
    for await (const { winner, projection } of projectWinners(record, winners)) {
      const { layer, channel } = winner;
      const unit = { layer, channel, at: winner.entry.at };
      const [alone] = await project(record, [unit], { wholeMaps: true });
      expect(projection).toEqual({ ...alone!, unit });
      largest = Math.max(largest, ...projection.pixels);
      found.push(winner);
    }
    expect(found).toEqual(winners);
    expect(largest).toBeGreaterThan(0);
  });

  test('need no more tensors than before, once the record is disposed', async () => {
    const [network, x] = [tinyNetwork(5), pictures(1, 105)];
    const before = tf.memory().numTensors;
    const record = forward(network, x);
    const top = new TopActivations(layersToKeep(), 2);
    await top.add(record, 0);
    for (const [, winners] of winnersByImage(top.layers))
      for await (const { projection } of projectWinners(record, winners))
        expect(projection.pixels.length).toBeGreaterThan(0);
    record.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the part of a network up to some layers', () => {
  test('computes them as the whole does, and nothing above', async () => {
    const [network, x] = [tinyNetwork(6), pictures(1, 106)];
    const part = networkUpTo(network, ['conv1', 'pool1']);
    expect(part.layers.map(({ name }) => name)).toEqual(['input', 'conv1', 'pool1']);
    const [whole, short] = [forward(network, x), forward(part, x)];
    for (const layer of ['conv1', 'pool1'])
      expect(await short.activation(layer).data()).toEqual(await whole.activation(layer).data());
    expect(() => short.output).toThrow('only in part');
  });

  test('is the whole network where the last layer is asked for', () => {
    const network = tinyNetwork(6);
    expect(networkUpTo(network, ['conv2'])).toEqual(network);
  });
});
