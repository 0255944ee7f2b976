import * as tf from '@tensorflow/tfjs-core';
import { flag, GraphWriter, int, ints, text, texts, type Json } from './GraphWriter.js';

/** Convolutions and blocks of MobileNets, as tensorflowjs_converter fuses them. */
export class MobileNetWriter {
  readonly graph: GraphWriter;
  top = 'x';
  channels = 3;

  /** @param side of the image, in pixels */
  constructor(side: number) {
    this.graph = new GraphWriter([-1, side, side, 3]);
  }

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

  /** x · relu6(x + 3) / 6, a map times its gate (Howard et al. 2019). */
  hardSwish(name?: string): void {
    const { graph, top } = this;
    const open = graph.add('Relu6', [graph.add('AddV2', [top, graph.weights([], [3])])]);
    const gate = graph.add('Mul', [open, graph.weights([], [1 / 6])]);
    this.top = graph.add('Mul', [top, gate], {}, name);
  }

  /** A slope below zero for each channel (He et al. 2015). */
  prelu(name?: string): void {
    const slopes = this.graph.weights([1, 1, this.channels]);
    this.top = this.graph.add('Prelu', [this.top, slopes], {}, name);
  }

  /** Squeeze-and-excitation (Hu et al. 2018). */
  excite(name?: string): void {
    const [map, channels] = [this.top, this.channels];
    this.top = this.graph.add('Mean', [map, this.graph.whole([1, 2])], { keep_dims: flag(true) });
    this.conv(1, 4, 1, 'Relu');
    this.conv(1, channels, 1, 'Sigmoid');
    this.top = this.graph.add('Mul', [map, this.top], {}, name);
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
