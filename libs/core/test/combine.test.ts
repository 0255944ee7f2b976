import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients of tfjs' ops
import { beforeAll, describe, expect, it } from 'vitest';
import {
  denseOp,
  forward,
  input,
  joinOp,
  matMulOp,
  NetworkBuilder,
  productOp,
  project,
  rearrangeOp,
  separableOp,
  softmax,
  spreadOp,
  type Network,
} from '../src/index.js';
import { BACKENDS, randomTensor, relativeError, useBackend } from './backends.js';

const [TOKENS, FEATURES] = [6, 4];
const MAP = { height: 1, width: TOKENS, channels: FEATURES };
const WEIGHTS = { height: 1, width: TOKENS, channels: TOKENS };

/** Attention of one head: how much each position looks at which others, and what it sees there. */
function attention(kernel: tf.Tensor2D): Network {
  const builder = new NetworkBuilder();
  const x = builder.add('input', input(MAP), []);
  const key = builder.add('key', denseOp(MAP, kernel.clone()), [x], 'Dense');
  // A matrix times itself needs as many features as tokens; so queries are keys of other axes.
  const sizes = { pairs: 1, rows: TOKENS, inner: FEATURES, columns: TOKENS };
  const across = builder.add(
    'query',
    denseOp({ height: 1, width: FEATURES, channels: TOKENS }, tf.eye(TOKENS)),
    [builder.add('turned', turned(), [key])],
  );
  const scores = builder.add(
    'scores',
    matMulOp([MAP, QUERY], sizes, WEIGHTS),
    [key, across],
    'MatMul',
  );
  const weights = builder.add('weights', softmax(WEIGHTS), [scores], 'Softmax');
  const seen = { pairs: 1, rows: TOKENS, inner: TOKENS, columns: FEATURES };
  const top = builder.add('seen', matMulOp([WEIGHTS, MAP], seen, MAP), [weights, x], 'MatMul');
  return builder.build(top);
}

const QUERY = { height: 1, width: FEATURES, channels: TOKENS };

/** Tokens and features change places. */
function turned() {
  const order = Int32Array.from({ length: TOKENS * FEATURES }, (_, i) => {
    return (i % TOKENS) * FEATURES + Math.floor(i / TOKENS);
  });
  return rearrangeOp('Transpose', MAP, QUERY, order);
}

describe.each(BACKENDS)('products of two maps on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('attention goes down by its derivative, for units of several images', async () => {
    const kernel = randomTensor<tf.Rank.R2>([FEATURES, FEATURES], 1);
    const x = randomTensor<tf.Rank.R4>([2, 1, TOKENS, FEATURES], 2);
    const network = attention(kernel);
    const record = forward(network, x);
    const reference = (image: Tensor4D): tf.Tensor => {
      const tokens = tf.reshape(image, [TOKENS, FEATURES]);
      const key = tf.matMul(tokens, kernel);
      return tf.matMul(tf.softmax(tf.matMul(key, key, false, true)), tokens);
    };
    const units = [0, 1].map((image) => ({
      layer: 'seen',
      channel: 3 - image,
      at: [0, 2 + image] as [number, number],
      image,
    }));
    const found = await project(record, units, { rule: 'gradient', signal: 1 });
    for (const [i, { image, channel, at }] of units.entries()) {
      const photo = tf.slice(x, image, 1);
      const expected = tf.grad((given) =>
        tf.slice(reference(given as Tensor4D), [at[1], channel], [1, 1]),
      )(photo);
      expect(relativeError(found[i]!.pixels, expected.dataSync())).toBeLessThan(1e-4);
    }
    record.dispose();
    network.dispose();
  });

  it('attention has no way down by any other rule, and says why', async () => {
    const network = attention(tf.eye(FEATURES));
    const record = forward(network, randomTensor([1, 1, TOKENS, FEATURES], 3));
    const unit = { layer: 'seen', channel: 0, at: [0, 0] as [number, number] };
    for (const rule of ['deconvnet', 'guided'] as const)
      await expect(project(record, [unit], { rule })).rejects.toThrow(
        `"seen" multiplies two maps, as attention does to weigh positions by the image itself; the rule ${rule} has no way down through it, only the rule gradient has`,
      );
    const below = { ...unit, layer: 'key' };
    await expect(project(record, [below])).resolves.toHaveLength(1);
    record.dispose();
    network.dispose();
  });
});

describe('maps that do not fit', () => {
  const small = { height: 2, width: 2, channels: 3 };
  const large = { height: 4, width: 2, channels: 3 };

  it('are named with both sizes', () => {
    expect(() => productOp([small, large])).toThrow('cannot multiply a map of 2×2×3 by 4×2×3');
    expect(() => spreadOp(small, large)).toThrow('cannot repeat a map of 2×2×3 to 4×2×3');
    expect(() => joinOp([small, large], 'width', [undefined, undefined])).toThrow(
      'cannot join maps of 2×2×3 and 4×2×3',
    );
    const sizes = { pairs: 1, rows: 2, inner: 3, columns: 2 };
    expect(() => matMulOp([small, large], sizes, small)).toThrow(
      'cannot multiply maps of 2×2×3 and 4×2×3 as 1 times 2×3 by 3×2',
    );
  });

  it('a resizing names the position that is not there', () => {
    expect(() => separableOp('Resize', small, [[{ index: 2, weight: 1 }]], [])).toThrow(
      'there is no position 2 among 2',
    );
  });
});
