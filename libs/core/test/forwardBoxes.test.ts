import { axisWindow, spannedBox, type Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  channelScale,
  convOp,
  denseOp,
  depthwiseConvOp,
  forward,
  maxPoolOp,
  multiplyAdds,
  type Network,
  type NetworkNode,
} from '../src/index.js';
import { BACKENDS, randomTensor, useBackend } from './backends.js';
import { Draw } from './Draw.js';
import { randomNetwork, STEP_NAMES } from './randomNetwork.js';

const INPUT = { height: 11, width: 12, channels: 2 };

/** The box of each image of `x`, with `fill` for what lies outside of the map. */
function windowed(x: Tensor4D, boxes: readonly Box[], fill: number): Tensor4D {
  const margin = 40;
  const around = [[0, 0], ...[0, 0].map(() => [margin, margin]), [0, 0]] as [number, number][];
  const padded = tf.pad(x, around, fill);
  const pieces = boxes.map(({ top, left, height, width }, image) =>
    tf.slice(padded, [image, top + margin, left + margin, 0], [1, height, width, x.shape[3]]),
  );
  return tf.concat(pieces, 0);
}

/** A box for each of two images, of one size. */
function twoBoxes({ op: { shape } }: NetworkNode, draw: Draw): Box[] {
  const [height, width] = [draw.integer(1, shape.height), draw.integer(1, shape.width)];
  return [0, 1].map(() => ({
    top: draw.integer(0, shape.height - height),
    left: draw.integer(0, shape.width - width),
    height,
    width,
  }));
}

function expectBoxes(network: Network, x: Tensor4D, draw: Draw): void {
  const record = forward(network, x, { everyNode: true });
  network.nodes.forEach((node, i) => {
    const { op, inputs, window } = node;
    if (op.whole || inputs.length === 0) return;
    const boxes = twoBoxes(node, draw);
    const spans = boxes.map((box) => spannedBox(window, box));
    const parts = inputs.map((j) => windowed(record.valueAt(j), spans, op.padding ?? 0));
    const value = op.forwardBoxes?.(parts, boxes) ?? op.forward(parts).value;
    const expected = windowed(record.valueAt(i), boxes, 0);
    expect(value.shape).toEqual(expected.shape);
    // The same products summed in the same order: not close, the same.
    expect(value.dataSync(), op.kind).toEqual(expected.dataSync());
  });
  record.dispose();
}

describe.each(BACKENDS)('forwardBoxes on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('gives every op of a random network the very numbers of its forward pass', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...STEP_NAMES), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (steps, seed) => {
          tf.tidy(() => {
            const { network } = randomNetwork(INPUT, steps, seed);
            const { height, width, channels } = INPUT;
            expectBoxes(network, randomTensor([2, height, width, channels], seed), new Draw(seed));
            network.dispose();
          });
        },
      ),
      { seed: 7, numRuns: backend === 'webgl' ? 3 : 60 },
    ));
});

describe('multiplyAdds', () => {
  it('counts the taps of every output channel at one position, and nothing for what weighs nothing', async () => {
    await useBackend(BACKENDS[0]!);
    const shape = { height: 9, width: 9, channels: 4 };
    const axis = axisWindow({ size: 3, stride: 2, before: 1, after: 1 });
    const window = { rows: axis, columns: axis };
    const ops = [
      convOp(shape, window, tf.zeros([3, 3, 4, 8]), tf.zeros([8])),
      convOp(shape, window, tf.zeros([3, 3, 2, 8])), // in two groups
      depthwiseConvOp(shape, window, tf.zeros([3, 3, 4, 2])),
      denseOp(shape, tf.zeros([4, 3]), tf.zeros([3])),
      channelScale(shape, tf.zeros([4]), tf.zeros([4])),
      maxPoolOp(shape, window),
    ];
    const counts = [9 * 4 * 8, 9 * 2 * 8, 9 * 8, 4 * 3, 0, 0];
    expect(ops.map(multiplyAdds)).toEqual(counts);
    ops.forEach((op) => op.dispose());
  });
});
