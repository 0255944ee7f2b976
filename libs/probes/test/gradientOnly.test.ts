import { convOp, input, NetworkBuilder, productOp, project, forward } from '@deconv/core';
import { axisWindow, type MapShape } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { requireProjectable } from '../src/documents/requireReadable.js';
import { deepestLayer } from '../src/occlusion/target.js';

const IMAGE: MapShape = { height: 8, width: 8, channels: 3 };

/** Two convolutions, `a` and `b`, and the product of both, from which only the rule gradient has a way down. */
function model(): Model {
  const builder = new NetworkBuilder();
  builder.add('input', input(IMAGE), []);
  const window = { rows: axisWindow({ size: 3 }), columns: axisWindow({ size: 3 }) };
  for (const [i, name] of ['a', 'b'].entries())
    builder.add(
      name,
      convOp(IMAGE, window, tf.randomNormal([3, 3, 3, 2], 0, 1, 'float32', i)),
      [0],
      'Conv2D',
    );
  const product = builder.add(
    'product',
    productOp([builder.shape(1), builder.shape(2)]),
    [1, 2],
    'Multiply',
  );
  const network = builder.build(product);
  const layers = network.layers.map(({ name, layer }) => ({ name, kind: layer!, blockedBy: [] }));
  return { network, layers } as unknown as Model;
}

describe('layers above a product of two maps', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('are refused by rules that have no way down, with the reason of the projection itself', async () => {
    const { network } = model();
    const record = forward(network, tf.ones([1, 8, 8, 3]));
    const unit = { layer: 'product', channel: 0, at: [0, 0] as [number, number] };
    for (const rule of ['deconvnet', 'guided'] as const) {
      const reason = `"product" multiplies two maps neither of which is computed from the other, so that neither is the gate of the other; the rule ${rule} has no way down through it, only the rule gradient has`;
      expect(() => requireProjectable(model(), 'product', rule)).toThrow(
        `layer "product" (Multiply) cannot be projected: ${reason}`,
      );
      await expect(project(record, [unit], { rule })).rejects.toThrow(reason);
    }
    requireProjectable(model(), 'product', 'gradient');
    requireProjectable(model(), 'a', 'deconvnet');
  });

  it('are looked at on the way up, and not chosen where they would be projected', () => {
    requireProjectable(model(), 'product');
    const { network } = model();
    expect(deepestLayer(network)).toBe('product');
    expect(deepestLayer(network, 'deconvnet')).toBe('b');
  });
});
