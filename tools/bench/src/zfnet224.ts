import {
  input,
  lrnOp,
  maxPoolOp,
  NetworkBuilder,
  relu,
  reshapeOp,
  softmax,
  type Network,
  type Op,
} from '@deconv/core';
import type { MapShape, Window } from '@deconv/geometry';
import { randomConv, randomDense, square } from './randomOps.js';

/** What the paper's network is made with (Krizhevsky et al. 2012, Section 3.3). */
const LRN = { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 };

/** The network of Zeiler & Fergus (2013, Figure 3) at its full size, with random weights: for time, not for pictures. */
export function zfnet224(): Network {
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: 224, width: 224, channels: 3 }), [], 'Input');
  const on = (name: string, make: (shape: MapShape) => Op, layer?: string): void => {
    top = builder.add(name, make(builder.shape(top)), [top], layer);
  };
  const conv = (index: number, filters: number, window: Window): void => {
    on(`conv${index}/filter`, (shape) => randomConv(shape, filters, window, index));
    on(`conv${index}`, (shape) => relu(shape), 'Conv2D');
  };
  const pool = (index: number, after: number): void =>
    on(`pool${index}`, (shape) => maxPoolOp(shape, square(3, 2, 0, after)), 'MaxPooling2D');
  const dense = (index: number, units: number, end: (shape: MapShape) => Op): void => {
    on(`fc${index}/kernel`, (shape) => randomDense(shape, units, index));
    on(`fc${index}`, end, 'Dense');
  };
  conv(1, 96, square(7, 2, 1));
  pool(1, 1);
  on('norm1', (shape) => lrnOp(shape, LRN), 'LRN');
  conv(2, 256, square(5, 2));
  pool(2, 1);
  on('norm2', (shape) => lrnOp(shape, LRN), 'LRN');
  conv(3, 384, square(3, 1, 1));
  conv(4, 384, square(3, 1, 1));
  conv(5, 256, square(3, 1, 1));
  pool(5, 0);
  on('flat', (shape) => reshapeOp('Flatten', shape, vector(shape)), 'Flatten');
  dense(6, 4096, (shape) => relu(shape));
  dense(7, 4096, (shape) => relu(shape));
  dense(8, 1000, (shape) => softmax(shape));
  return builder.build(top);
}

const vector = ({ height, width, channels }: MapShape): MapShape => ({
  height: 1,
  width: 1,
  channels: height * width * channels,
});
