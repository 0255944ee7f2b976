import { brief } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { InputSpec } from '@tensorflow/tfjs-layers';
import { unsound } from '../misread.js';
import { layerClass, onlyOne, register, standInName, type StandInConfig } from './standIn.js';

/**
 * Conv2D with `groups`, which tfjs-layers does not know: each of `groups` equal runs of filters reads its own run of
 * input channels. Kernel [height, width, channels in / groups, channels out].
 */
class GroupedConv2D extends layerClass('Conv2D') {
  static className = standInName('Conv2D');
  readonly groups: number;

  constructor(config: StandInConfig) {
    super(config);
    this.groups = Number(config['groups']);
  }

  override build([batch, height, width, channels]: (number | null)[]): void {
    const perGroup = channels! / this.groups;
    if (!Number.isInteger(perGroup))
      throw unsound(
        `layer "${brief(this.name)}": ${channels} channels cannot be split into ${this.groups} groups`,
      );
    super.build([batch!, height!, width!, perGroup]);
    this.inputSpec = [new InputSpec({ ndim: 4, axes: { 3: channels! } })];
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => {
      const filters = tf.split<Tensor4D>(this.kernel.read(), this.groups, 3);
      const parts = tf
        .split<Tensor4D>(onlyOne(inputs) as Tensor4D, this.groups, 3)
        .map((part, g) =>
          tf.conv2d(part, filters[g]!, this.strides, this.padding, 'NHWC', this.dilationRate),
        );
      const joined = tf.concat(parts, 3);
      return this.activation.apply(this.bias ? tf.add(joined, this.bias.read()) : joined);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), groups: this.groups };
  }
}

register(GroupedConv2D);
