import { convOp, input, NetworkBuilder, type Network } from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomWeights } from '../../src/controls/randomWeights.js';

const [MEAN, DEVIATION] = [3, 0.5];

/** Two convolutions whose weights lie around 3. */
function network(): Network {
  const square = { rows: axisWindow({ size: 3 }), columns: axisWindow({ size: 3 }) };
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: 9, width: 9, channels: 8 }), [], 'Input');
  for (const name of ['conv1', 'conv2']) {
    const weights = tf.randomNormal<tf.Rank.R4>([3, 3, 8, 8], MEAN, DEVIATION, 'float32', 7);
    top = builder.add(name, convOp(builder.shape(top), square, weights), [top], 'Conv2D');
  }
  return builder.build(top);
}

const weightsOf = ({ nodes }: Network, at: number): number[] =>
  Array.from(nodes[at]!.op.weights['filter']!.dataSync());
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: number[]) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

describe('random weights', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('have the mean and the deviation of those that they replace', () => {
    const whole = network();
    const drawn = weightsOf(randomWeights(whole, new Set([1]), 5).network, 1);
    // Of 576 draws the mean lies within five of its own standard errors.
    const near = (5 * DEVIATION) / Math.sqrt(drawn.length);
    expect(Math.abs(mean(drawn) - mean(weightsOf(whole, 1)))).toBeLessThan(near);
    expect(Math.abs(deviation(drawn) - deviation(weightsOf(whole, 1)))).toBeLessThan(near);
    expect(drawn).not.toEqual(weightsOf(whole, 1));
  });

  it('are others for each layer and each seed, the same for the same', () => {
    const draw = (seed: number) => randomWeights(network(), new Set([1, 2]), seed).network;
    expect(weightsOf(draw(5), 1)).toEqual(weightsOf(draw(5), 1));
    expect(weightsOf(draw(6), 1)).not.toEqual(weightsOf(draw(5), 1));
    expect(weightsOf(draw(5), 2)).not.toEqual(weightsOf(draw(5), 1));
  });

  it('stand where they are asked for, and nowhere else', () => {
    const whole = network();
    const { network: random } = randomWeights(whole, new Set([2]), 5);
    expect(weightsOf(random, 1)).toEqual(weightsOf(whole, 1));
    expect(weightsOf(random, 2)).not.toEqual(weightsOf(whole, 2));
  });
});
