import '@tensorflow/tfjs-backend-cpu';
import {
  channelScale,
  convOp,
  forward,
  globalAveragePoolOp,
  input,
  NetworkBuilder,
  relu,
  Network,
  type Statistics,
} from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import { toInput, type Preprocess } from '@deconv/models';
import { USUAL_PIXELS, type UsualPixels, type UsualPixelsName } from '@deconv/pictures';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { comparePixels, likeliest } from '../../src/index.js';
import { AnswerSpread } from '../../src/preprocessing/AnswerSpread.js';

beforeAll(() => tf.setBackend('cpu'));

const SIDE = 12;
const NAMES = Object.keys(USUAL_PIXELS) as UsualPixelsName[];

const wayOf = (name: UsualPixelsName): Preprocess => {
  const {
    channelOrder = 'RGB',
    meanSubtract = [0, 0, 0],
    scale = 1,
  } = USUAL_PIXELS[name] as UsualPixels;
  return { inputSize: SIDE, channelOrder, meanSubtract, scale };
};

/** Photos of coarse noise whose colours differ, as those of photographs do. */
const photos = Array.from({ length: 8 }, (_, p) => ({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) =>
    Math.min(255, ((i * 7919 + p * 104729) % 180) + 30 * (2 - (i % 3)) + 4 * p),
  ),
}));

const window = { rows: axisWindow({ size: 3 }), columns: axisWindow({ size: 3 }) };
const weights = (shape: [number, number, number, number], seed: number) =>
  tf.randomNormal<tf.Rank.R4>(shape, 0, 0.3, 'float32', seed);

/** Three convolutions, each with a normalisation that was trained on what the one below gave. */
function network(statistics: Statistics[]): Network {
  const builder = new NetworkBuilder();
  let below = builder.add('input', input({ height: SIDE, width: SIDE, channels: 3 }), []);
  [4, 6, 5].forEach((channels, i) => {
    const shape = builder.shape(below);
    const filter = weights([3, 3, shape.channels, channels], i + 1);
    below = builder.add(`conv${i}`, convOp(shape, window, filter), [below], 'Conv');
    const { mean, variance } = statistics[i] ?? {
      mean: new Float32Array(channels),
      variance: new Float32Array(channels).fill(1),
    };
    const scale = variance.map((v) => 1 / Math.sqrt(v + 1e-5));
    const shift = scale.map((factor, c) => -mean[c]! * factor);
    const op = channelScale(
      builder.shape(below),
      tf.tensor1d(scale),
      tf.tensor1d(shift),
      statistics[i],
    );
    below = builder.add(`norm${i}`, op, [below], 'BatchNormalization');
    below = builder.add(`relu${i}`, relu(builder.shape(below)), [below], 'ReLU');
  });
  return builder.build(
    builder.add('mean', globalAveragePoolOp(builder.shape(below)), [below], 'Mean'),
  );
}

/** Statistics as training would find them, one normalisation after the other. */
function trainedOn(preprocess: Preprocess): Statistics[] {
  const found: Statistics[] = [];
  for (let i = 0; i < 3; i++) {
    const net = network(found);
    const batch = tf.concat(photos.map((photo) => toInput(photo, preprocess)));
    const record = forward(net, batch, { everyNode: true });
    const { mean, variance } = tf.moments(record.activation(`conv${i}`), [0, 1, 2]);
    found.push({
      mean: mean.dataSync() as Float32Array,
      variance: variance.dataSync() as Float32Array,
    });
    record.dispose();
    net.dispose();
  }
  return found;
}

const compare = async (net: Network) => {
  const fits = new Map<UsualPixelsName, Awaited<ReturnType<typeof comparePixels>>>();
  for (const name of NAMES) fits.set(name, await comparePixels(net, wayOf(name), photos));
  return fits;
};

it.each(NAMES)(
  'the way “%s” is found again by what normalisations were trained on',
  async (name) => {
    const net = network(trainedOn(wayOf(name)));
    const fits = await compare(net);
    const proposal = likeliest(fits);
    expect(proposal).toMatchObject({ by: 'normalisations', clear: true });
    expect(proposal.order[0]).toBe(name);
    net.dispose();
  },
);

test('a divergence is that of two Gaussians, per channel, and its median over layers', async () => {
  const builder = new NetworkBuilder();
  const start = builder.add('input', input({ height: SIDE, width: SIDE, channels: 3 }), []);
  const trained = { mean: Float32Array.of(100, 0, 50), variance: Float32Array.of(400, 9, 2500) };
  const op = channelScale(builder.shape(start), tf.ones([3]), tf.zeros([3]), trained);
  const net = builder.build(builder.add('norm', op, [start], 'BatchNormalization'));
  const [photo] = photos;
  const { divergence, normalisations } = await comparePixels(net, wayOf('plain'), [photo!]);
  // As in Kingma & Welling 2014, Appendix B, for one dimension, in another writing: log σ′/σ + (σ² + (μ − μ′)²) / 2σ′² − ½.
  const kl = [0, 1, 2].map((c) => {
    const all = [...photo!.data].filter((_, i) => i % 3 === c);
    const mu = all.reduce((a, b) => a + b) / all.length;
    const sigma = Math.sqrt(all.reduce((sum, value) => sum + (value - mu) ** 2, 0) / all.length);
    const [other, width] = [trained.mean[c]!, Math.sqrt(trained.variance[c]!)];
    return Math.log(width / sigma) + (sigma ** 2 + (mu - other) ** 2) / (2 * width ** 2) - 0.5;
  });
  expect(normalisations).toBe(1);
  expect(divergence! / (kl.reduce((a, b) => a + b) / 3)).toBeCloseTo(1, 3);
  net.dispose();
});

describe('what answers say', () => {
  it('is the logarithm of the number of photos where each has a class of its own, and nothing where all are alike', () => {
    const apart = new AnswerSpread();
    const alike = new AnswerSpread();
    for (let i = 0; i < 4; i++) {
      apart.add([[0, 1, 2, 3].map((c) => Number(c === i))]);
      alike.add([[0.1, 0.2, 0.3, 0.4]]);
    }
    expect(apart.information).toBeCloseTo(Math.log(4));
    expect([apart.entropy, apart.classes]).toEqual([0, 4]);
    expect(alike.information).toBeCloseTo(0);
    expect(alike.classes).toBe(1);
  });

  it('is less where the mirror image gets another answer', () => {
    const steady = new AnswerSpread();
    const torn = new AnswerSpread();
    for (let i = 0; i < 4; i++) {
      const [one, other] = [i, (i + 1) % 4].map((at) => [0, 1, 2, 3].map((c) => Number(c === at)));
      steady.add([one!, one!]);
      torn.add([one!, other!]);
    }
    expect(steady.information - torn.information).toBeCloseTo(Math.log(2));
  });

  it('is of the softmax of scores', () => {
    const spread = new AnswerSpread();
    spread.add([[1000, 0]]);
    spread.add([[0, 1000]]);
    expect(spread.information).toBeCloseTo(Math.log(2));
  });
});

test('folded normalisations leave the answers to go by, which is less', async () => {
  const net = network([]);
  const proposal = likeliest(await compare(net));
  expect(proposal.by).toBe('answers');
  net.dispose();
});

test('a network that says nothing of its training and has no answer is refused', async () => {
  const whole = network([]);
  const net = new Network(whole.nodes, undefined);
  const fits = new Map([['plain', await comparePixels(net, wayOf('plain'), photos)]]);
  expect(() => likeliest(fits)).toThrow('ask whoever trained it');
  whole.dispose();
});
