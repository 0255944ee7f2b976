import { forward, project, type RuleName } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/onnx/index.js';
import { BLOCKS, blockFile, blockImage, expectedOf } from './readBlock.js';

beforeAll(() => tf.setBackend('cpu'));

const open = (file: Uint8Array<ArrayBuffer>) =>
  readOnnx((name) => Promise.resolve(name === 'model.onnx' ? file : undefined), {
    modelFile: 'model.onnx',
  });

const input = (): tf.Tensor4D =>
  tf.tidy(() => tf.transpose(tf.tensor4d(blockImage(), [1, 3, 12, 12]), [0, 2, 3, 1]));

/** The largest difference, as a share of the largest value. */
function share(found: ArrayLike<number>, expected: Float32Array): number {
  expect(found).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]!))) / largest;
}

describe.each(BLOCKS.flatMap((block) => block.opsets.map((opset) => ({ ...block, opset }))))(
  'the block of $name at opset $opset',
  (block) => {
    it('is read whole and answers as PyTorch', async () => {
      const model = await open(blockFile(block.name, block.opset));
      expect(model.layers.filter(({ problem }) => problem)).toEqual([]);
      const record = forward(model.network, input());
      const { answer } = expectedOf(block);
      expect(share(record.output.dataSync(), answer)).toBeLessThan(1e-5);
      record.dispose();
      model.dispose();
    });

    it('is projected as by PyTorch', async () => {
      const model = await open(blockFile(block.name, block.opset));
      const record = forward(model.network, input());
      const { channel, projections } = expectedOf(block);
      const layer = model.network.layers.at(-1)!.name;
      for (const [rule, expected] of projections) {
        const [found] = await project(record, [{ layer, channel, at: [0, 0] }], options(rule));
        expect(found!.box).toEqual({ top: 0, left: 0, height: 12, width: 12 });
        const first = tf.transpose(tf.tensor3d(found!.pixels, [12, 12, 3]), [2, 0, 1]).dataSync();
        expect(share(first, expected), rule).toBeLessThan(1e-5);
      }
      record.dispose();
      model.dispose();
    });
  },
);

const options = (rule: RuleName) => ({ rule, signal: 1 }) as const;
