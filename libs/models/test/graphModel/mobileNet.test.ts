import { forward, project, strongestUnits } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { readModel } from '../../src/index.js';
import { flag, GraphWriter, int, ints, text, texts, type Json } from './GraphWriter.js';

beforeAll(() => tf.setBackend('cpu'));

const SIDE = 64;

/** Convolutions and blocks of MobileNets, as tensorflowjs_converter fuses them. */
class MobileNetWriter {
  readonly graph = new GraphWriter([-1, SIDE, SIDE, 3]);
  top = 'x';
  channels = 3;

  /** @param dims of the filter; channels out, or a multiplier of 1, are the last one */
  #fused(op: string, dims: number[], channels: number, stride: number, activation?: string): void {
    const attr: Record<string, Json> = {
      strides: ints(1, stride, stride, 1),
      dilations: ints(1, 1, 1, 1),
      padding: text('SAME'),
      fused_ops: texts('BiasAdd', ...(activation ? [activation] : [])),
      num_args: int(1),
    };
    const inputs = [this.top, this.#filter(dims, channels), this.graph.weights([channels])];
    this.top = this.graph.add(op, inputs, attr);
    this.channels = channels;
  }

  /** As large as keeps activations away from where Relu6 ends. */
  #filter(dims: number[], channels: number): string {
    const size = dims.reduce((a, b) => a * b, 1);
    const deviation = Math.sqrt(channels / size);
    const seed = this.graph.nodes.length;
    const values = tf.randomNormal([size], 0, deviation, 'float32', seed).dataSync<'float32'>();
    return this.graph.weights(dims, Array.from(values));
  }

  conv(size: number, channels: number, stride: number, activation?: string): void {
    this.#fused(
      '_FusedConv2D',
      [size, size, this.channels, channels],
      channels,
      stride,
      activation,
    );
  }

  depthwise(stride: number, activation?: string): void {
    const dims = [3, 3, this.channels, 1];
    this.#fused('FusedDepthwiseConv2dNative', dims, this.channels, stride, activation);
  }

  /** An inverted residual block (Sandler et al. 2018). @param inside stands between the depthwise and the last convolution */
  block(expansion: number, channels: number, stride: number, inside?: () => void): void {
    const [below, before] = [this.top, this.channels];
    if (expansion > 1) this.conv(1, before * expansion, 1, inside ? undefined : 'Relu6');
    if (inside) this.hardSwish();
    this.depthwise(stride, inside ? undefined : 'Relu6');
    inside?.();
    this.conv(1, channels, 1);
    if (stride === 1 && before === channels) this.top = this.graph.add('AddV2', [this.top, below]);
  }

  hardSwish(): void {
    const { graph, top } = this;
    const open = graph.add('Relu6', [graph.add('AddV2', [top, graph.weights([], [3])])]);
    this.top = graph.add('Mul', [top, graph.add('Mul', [open, graph.weights([], [1 / 6])])]);
  }

  /** Squeeze-and-excitation (Hu et al. 2018). */
  excite(): void {
    const [map, channels] = [this.top, this.channels];
    this.top = this.graph.add('Mean', [map, this.graph.whole([1, 2])], { keep_dims: flag(true) });
    this.conv(1, 4, 1, 'Relu');
    this.conv(1, channels, 1, 'Sigmoid');
    this.top = this.graph.add('Mul', [map, this.top]);
  }

  answer(classes: number): string {
    const mean = this.graph.add('Mean', [this.top, this.graph.whole([1, 2])], {
      keep_dims: flag(false),
    });
    const inputs = [
      mean,
      this.graph.weights([this.channels, classes]),
      this.graph.weights([classes]),
    ];
    return this.graph.add('_FusedMatMul', inputs, {
      fused_ops: texts('BiasAdd'),
      num_args: int(1),
      transpose_a: flag(false),
      transpose_b: flag(false),
    });
  }
}

/** Expansion, channels at a quarter of the width, repetitions and stride of MobileNetV2's blocks. */
const V2 = [
  [1, 4, 1, 1],
  [6, 6, 2, 2],
  [6, 8, 3, 2],
  [6, 16, 4, 2],
  [6, 24, 3, 1],
  [6, 40, 3, 2],
  [6, 80, 1, 1],
] as const;

function mobileNetV2(): MobileNetWriter {
  const net = new MobileNetWriter();
  net.conv(3, 8, 2, 'Relu6');
  for (const [expansion, channels, times, stride] of V2)
    for (let i = 0; i < times; i++) net.block(expansion, channels, i === 0 ? stride : 1);
  net.conv(1, 64, 1, 'Relu6');
  return net;
}

/** What MobileNetV3 adds: gates. */
function mobileNetV3(): MobileNetWriter {
  const net = new MobileNetWriter();
  net.conv(3, 8, 2);
  net.hardSwish();
  for (const [channels, stride] of [
    [8, 2],
    [8, 1],
    [12, 2],
  ] as const)
    net.block(3, channels, stride, () => net.excite());
  return net;
}

it.each([
  ['MobileNetV2', mobileNetV2, 53],
  ['MobileNetV3', mobileNetV3, undefined],
])(
  '%s of random weights answers as tfjs runs it, and every layer can be projected',
  async (_, make, convolutions) => {
    const net = make();
    const output = net.answer(10);
    const files = net.graph.files(output);
    const { network, layers } = await readModel((name) => Promise.resolve(files[name]));
    expect(layers.filter(({ problem }) => problem)).toEqual([]);
    if (convolutions)
      expect(layers.filter(({ kind }) => /Conv|MatMul/.test(kind))).toHaveLength(convolutions);
    const x = tf.randomUniform<tf.Rank.R4>([1, SIDE, SIDE, 3], -1, 1, 'float32', 3);
    const record = forward(network, x);
    const theirs = await loadGraphModel(tf.io.fromMemory(net.graph.artifacts(output)));
    const known = (theirs.execute({ x }, output) as tf.Tensor).dataSync();
    const largest = Math.max(...known.map(Math.abs));
    record.output
      .dataSync()
      .forEach((value, i) => expect(Math.abs(value - known[i]!)).toBeLessThan(1e-4 * largest));
    const last = layers.filter(({ kind }) => kind === '_FusedConv2D').at(-1)!.name;
    for (const rule of ['deconvnet', 'gradient', 'guided'] as const) {
      const [unit] = await strongestUnits(record, last);
      const [projection] = await project(record, [unit!], { rule });
      expect(projection!.pixels.every(Number.isFinite)).toBe(true);
      expect(projection!.pixels.some((value) => value !== 0)).toBe(true);
    }
  },
);
