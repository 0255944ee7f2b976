import { Network } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprintParts } from '../../src/documents/fingerprintParts.js';
import { tinyNetwork } from '../tiny.js';

beforeAll(() => tf.setBackend('cpu'));

const preprocess: Preprocess = {
  ...{ inputSize: 10, channelOrder: 'RGB', meanSubtract: [1, 2, 3], scale: 1 },
};
const bytesOf = (network: Network, read = preprocess): string =>
  [...fingerprintParts({ network, preprocess: read })]
    .map((part) => Buffer.from(part).toString('hex'))
    .join('|');

type Node = Network['nodes'][number];
/** The network with one of its nodes changed. */
const changed = (at: number, change: (node: Node) => Node): Network => {
  const { nodes, output } = tinyNetwork(1);
  return new Network(
    nodes.map((node, i) => (i === at ? change(node) : node)),
    output,
  );
};

describe('what makes a network what it is', () => {
  const whole = bytesOf(tinyNetwork(1));

  it('is the same for the same network', () => {
    expect(bytesOf(tinyNetwork(1))).toBe(whole);
  });

  it.each<[string, Network]>([
    ['weights', tinyNetwork(2)],
    ['name', changed(2, (node) => ({ ...node, name: 'other' }))],
    ['inputs', changed(2, (node) => ({ ...node, inputs: [0] }))],
    [
      'window',
      changed(3, (node) => ({
        ...node,
        window: {
          ...node.window,
          rows: node.window.columns,
          columns: { ...node.window.columns, stride: 7 },
        },
      })),
    ],
    ['kind of op', changed(2, (node) => ({ ...node, op: { ...node.op, kind: 'Other' } }))],
    [
      'shape',
      changed(2, (node) => ({
        ...node,
        op: { ...node.op, shape: { ...node.op.shape, width: 99 } },
      })),
    ],
  ])('is another with another %s', (_, network) => {
    expect(bytesOf(network)).not.toBe(whole);
  });

  it('is another with one weight that differs by the least', () => {
    const one = changed(1, (node) => {
      const filter = node.op.weights['filter']!;
      const values = Float32Array.from(filter.dataSync());
      values[values.length - 1]! += 1e-6;
      return {
        ...node,
        op: {
          ...node.op,
          weights: { ...node.op.weights, filter: tf.tensor(values, filter.shape) },
        },
      };
    });
    expect(bytesOf(one)).not.toBe(whole);
  });

  it.each<Partial<Preprocess>>([
    { inputSize: 11 },
    { channelOrder: 'BGR' },
    { meanSubtract: [3, 2, 1] },
    { scale: [1, 1, 2] },
  ])('is another with %j', (change) => {
    expect(bytesOf(tinyNetwork(1), { ...preprocess, ...change })).not.toBe(whole);
  });
});
