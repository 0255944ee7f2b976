import { extentOf, type InputSize } from '@deconv/pictures';
import '@tensorflow/tfjs-backend-cpu';
import { convOp, input, NetworkBuilder, relu } from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import type { Model } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import type { Photos, Ports } from '../src/index.js';

/** A network of 6 × 6 pixels in colour → conv1 (4 maps, rectified). */
function tinyModel(): Model {
  const builder = new NetworkBuilder();
  const three = axisWindow({ size: 3, stride: 1 });
  const window = { rows: three, columns: three };
  const start = builder.add('input', input({ height: 6, width: 6, channels: 3 }), [], 'Input');
  const weights = tf.randomNormal<tf.Rank.R4>([3, 3, 3, 4], 0, 1, 'float32', 7);
  const conv = builder.add('conv1/filter', convOp(builder.shape(start), window, weights), [start]);
  const top = builder.add('conv1', relu(builder.shape(conv)), [conv], 'Conv2D');
  const layers = [{ name: 'conv1', kind: 'Conv2D', blockedBy: [] }];
  const preprocess = {
    ...{ inputSize: 6, channelOrder: 'RGB' },
    ...{ scale: [1, 1, 1], meanSubtract: [0, 0, 0] },
  };
  return { network: builder.build(top), layers, labels: [], preprocess } as unknown as Model;
}

/** Noise, another for each photo; those called `broken` cannot be read. */
function noise(names: readonly string[]): Photos {
  const at = (index: number, size: InputSize) => {
    const { height, width } = extentOf(size);
    const data = Uint8Array.from(
      { length: height * width * 3 },
      (_, i) => ((i + index) * 7919) % 256,
    );
    return { width, height, data };
  };
  return {
    names,
    // eslint-disable-next-line @typescript-eslint/require-await -- photos elsewhere take a while
    async *all(size, which = [...names.keys()]) {
      for (const index of which)
        yield names[index] === 'broken' ? new Error('it is broken') : at(index, size);
    },
    at: (index, size) => Promise.resolve(at(index, size)),
  };
}

/** Ports without a page or a command. @param told gets how far the work is */
export function tinyPorts(names: readonly string[], told: number[] = []): Ports {
  return {
    model: tinyModel(),
    network: { name: 'tiny', fingerprint: '0'.repeat(64) },
    backend: 'cpu',
    data: { name: 'noise', images: names.length, skipped: [] },
    photos: noise(names),
    fit: 'cover',
    signal: new AbortController().signal,
    begin:
      ({ share: [from, to], total }) =>
      (done) =>
        told.push(from + ((to - from) * done) / total),
    draw: (path) => Promise.resolve(`${path.join('/')}.png`),
  };
}
