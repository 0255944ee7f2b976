import { forward, project, type Network } from '@deconv/core';
import { rankCorrelation } from '@deconv/pictures';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomWeights, weightedBelow } from '../../src/controls/randomWeights.js';
import { shuffledSwitches } from '../../src/controls/shuffledSwitches.js';
import type { ControlName } from '@deconv/results';
import { controlled, type Controlled } from '../../src/index.js';
import { pictures, tinyNetwork } from '../tiny.js';

const UNIT = { layer: 'conv2', channel: 1, at: [1, 2] as [number, number] };

beforeAll(() => tf.setBackend('cpu'));

async function all(network: Network, control: ControlName, seed = 0): Promise<Controlled[]> {
  const found: Controlled[] = [];
  for await (const each of controlled(network, pictures(1, 9), UNIT, control, { seed }))
    found.push(each);
  return found;
}

const weightsOf = (network: Network, name: string): number[] => [
  ...network.nodes.find((node) => node.name === name)!.op.weights['filter']!.dataSync(),
];

describe('shuffled switches', () => {
  it('are those of the same map and image, each map in an order of its own', async () => {
    const [batch, height, width, channels] = [2, 3, 4, 5];
    const places = height * width;
    // Each switch tells where it came from.
    const told = tf.tensor4d(
      Array.from({ length: batch * places * channels }, (_, i) => i),
      [batch, height, width, channels],
      'int32',
    );
    const record = {
      withSwitches: (change: (switches: unknown, index: number) => unknown) => change(told, 3),
    };
    const shuffle = async (seed: number) => [
      ...((await shuffledSwitches(record as never, seed)) as unknown as tf.Tensor).dataSync(),
    ];
    const shuffled = await shuffle(1);
    const orders = Array.from({ length: batch * channels }, (_, map) => {
      const [image, channel] = [Math.floor(map / channels), map % channels];
      const at = (place: number): number => (image * places + place) * channels + channel;
      const order = Array.from({ length: places }, (__, place) => shuffled[at(place)]!);
      const own = Array.from({ length: places }, (__, place) => at(place));
      expect(order.toSorted((a, b) => a - b)).toEqual(own);
      return order.map((from) => own.indexOf(from)).join();
    });
    expect(new Set(orders).size).toBe(orders.length);
    expect(await shuffle(1)).toEqual(shuffled);
    expect(await shuffle(2)).not.toEqual(shuffled);
  });
});

describe('random weights', () => {
  it('replace those of the nodes asked for and leave all others alone', () => {
    const network = tinyNetwork(3);
    const random = randomWeights(network, new Set([4]), 1);
    expect(weightsOf(random.network, 'conv1/filter')).toEqual(weightsOf(network, 'conv1/filter'));
    expect(weightsOf(random.network, 'conv2')).not.toEqual(weightsOf(network, 'conv2'));
    const answer = forward(network, pictures(1, 9)).output.dataSync();
    random.dispose();
    expect(forward(network, pictures(1, 9)).output.dataSync()).toEqual(answer);
  });

  it('have about the mean and the spread of what they replace, and belong to the seed and the node', () => {
    const network = tinyNetwork(3);
    const draw = (seed: number, indices: number[]) =>
      weightsOf(randomWeights(network, new Set(indices), seed).network, 'conv1/filter');
    const spread = (values: number[]) => {
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return [mean, Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)];
    };
    const [mean, deviation] = spread(weightsOf(network, 'conv1/filter'));
    const [m, d] = spread(draw(1, [1]));
    expect(Math.abs(m! - mean!)).toBeLessThan(0.5 * deviation!);
    expect(d! / deviation!).toBeGreaterThan(0.7);
    expect(d! / deviation!).toBeLessThan(1.4);
    expect(draw(1, [1])).toEqual(draw(1, [1, 4]));
    expect(draw(1, [1])).not.toEqual(draw(2, [1]));
  });

  it('go from the unit down to the pixels', () => {
    const network = tinyNetwork(3);
    const names = (layer: string) =>
      weightedBelow(network, network.indexOf(layer)).map((i) => network.nodes[i]!.name);
    expect(names('conv2')).toEqual(['conv2', 'conv1/filter']);
    expect(names('pool1')).toEqual(['conv1/filter']);
  });
});

describe('shuffled switches', () => {
  it('are those of each map in other places', async () => {
    const record = forward(tinyNetwork(1), pictures(2, 9));
    const index = record.network.indexOf('pool1');
    const shuffled = await shuffledSwitches(record, 5);
    const [before, after] = [record, shuffled].map((r) => r.switchesAt(index).arraySync());
    expect(after).not.toEqual(before);
    for (const image of [0, 1])
      for (const channel of [0, 1, 2, 3]) {
        const [a, b] = [before!, after!].map((maps) =>
          maps[image]!.flatMap((row) => row.map((values) => values[channel]!)).sort(),
        );
        expect(b).toEqual(a);
      }
    const known = record.activation('conv1').arraySync();
    shuffled.dispose();
    expect(record.activation('conv1').arraySync()).toEqual(known);
  });
});

describe('controls', () => {
  it('cascade from the unit’s layer down, and end where all weights are random', async () => {
    const cascade = await all(tinyNetwork(2), 'cascade');
    expect(cascade.map(({ replaced }) => replaced)).toEqual(['conv2', 'down to conv1']);
    const [random] = await all(tinyNetwork(2), 'random-weights');
    expect(random).toEqual({ ...cascade[1], replaced: 'all weights' });
  });

  it('show what the network with the random weights projects', async () => {
    const network = tinyNetwork(2);
    const random = randomWeights(network, new Set(weightedBelow(network, 4)), 7);
    const record = forward(random.network, pictures(1, 9));
    const [expected] = await project(record, [UNIT], { signal: 1, wholeMaps: true });
    const [found] = await all(network, 'random-weights', 7);
    expect(found!.projection.box).toEqual(expected!.box);
    found!.projection.pixels.forEach((value, i) =>
      expect(value).toBeCloseTo(expected!.pixels[i]!, 4),
    );
  });

  it('compare with the projection by the network itself', async () => {
    const network = tinyNetwork(2);
    const [original] = await project(forward(network, pictures(1, 9)), [UNIT], { signal: 1 });
    const [found] = await all(network, 'shuffled-switches', 3);
    expect(found!.replaced).toBe('switches');
    const { signed, magnitude } = found!.similarity;
    expect(signed).toBe(rankCorrelation(original!.pixels, found!.projection.pixels));
    expect(signed).toBeLessThan(1);
    const [a, b] = [original!, found!.projection].map(({ pixels }) => pixels.map(Math.abs));
    expect(magnitude).toBe(rankCorrelation(a!, b!));
  });

  it('leave no tensor behind, also where they are not seen to the end', async () => {
    const [network, image] = [tinyNetwork(2), pictures(1, 9)];
    const before = tf.memory().numTensors;
    for (const control of ['cascade', 'shuffled-switches'] as const)
      for await (const each of controlled(network, image, UNIT, control)) {
        expect(each.projection.pixels.length).toBeGreaterThan(0);
        break;
      }
    expect(tf.memory().numTensors).toBe(before);
  });
});
