import {
  addOp,
  globalAveragePoolOp,
  input,
  maxPoolOp,
  NetworkBuilder,
  relu,
  softmax,
  type Network,
} from '@deconv/core';
import { randomConv, randomDense, square } from './randomOps.js';

/** Channels of the four stages, and the stride that each begins with. */
const STAGES = [
  { channels: 64, stride: 1 },
  { channels: 128, stride: 2 },
  { channels: 256, stride: 2 },
  { channels: 512, stride: 2 },
] as const;
const BLOCKS = 2;

/** What a block adds is this much smaller than what it adds to, so that sums do not grow. */
const BRANCH = 0.3;

/**
 * ResNet-18 (He et al. 2016, Table 1) at 224 px as exporters write it, batch normalisation folded into its convolutions, with
 * random weights: for time, not for pictures.
 */
export function resnet18(): Network {
  const builder = new NetworkBuilder();
  const conv = (name: string, from: number, filters: number, size: number, stride = 1): number => {
    const window = square(size, stride, (size - 1) / 2);
    const scale = name.endsWith('conv2') ? BRANCH : 1;
    return builder.add(name, randomConv(builder.shape(from), filters, window, from, scale), [from]);
  };
  const rectified = (name: string, from: number, layer: string): number =>
    builder.add(name, relu(builder.shape(from)), [from], layer);
  const block = (name: string, from: number, filters: number, stride: number): number => {
    const first = conv(`${name}/conv1`, from, filters, 3, stride);
    const second = conv(`${name}/conv2`, rectified(`${name}/relu1`, first, 'Conv2D'), filters, 3);
    const isSame = stride === 1 && builder.shape(from).channels === filters;
    const beside = isSame ? from : conv(`${name}/downsample`, from, filters, 1, stride);
    const inputs = [second, beside];
    const sum = builder.add(`${name}/add`, addOp(inputs.map((i) => builder.shape(i))), inputs);
    return rectified(name, sum, 'Add');
  };
  const pixels = builder.add('input', input({ height: 224, width: 224, channels: 3 }), [], 'Input');
  let top = rectified('conv1', conv('conv1/filter', pixels, 64, 7, 2), 'Conv2D');
  top = builder.add(
    'maxpool',
    maxPoolOp(builder.shape(top), square(3, 2, 1)),
    [top],
    'MaxPooling2D',
  );
  for (const [i, { channels, stride }] of STAGES.entries())
    for (let j = 0; j < BLOCKS; j++)
      top = block(`layer${i + 1}/${j}`, top, channels, j === 0 ? stride : 1);
  top = builder.add(
    'avgpool',
    globalAveragePoolOp(builder.shape(top)),
    [top],
    'GlobalAveragePooling2D',
  );
  top = builder.add('fc/kernel', randomDense(builder.shape(top), 1000, top), [top]);
  return builder.build(builder.add('fc', softmax(builder.shape(top)), [top], 'Dense'));
}
