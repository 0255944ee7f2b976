import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { layerClass, onlyOne, register, standInName, type OpenLayer } from './standIn.js';

/** DepthwiseConv2D with `dilation_rate`, which tfjs-layers reads and then leaves out. */
class DilatedDepthwiseConv2D extends layerClass('DepthwiseConv2D') {
  static className = standInName('DepthwiseConv2D');

  override computeOutputShape(shape: (number | null)[]): (number | null)[] {
    // A dilated filter covers as much as a plain one of its reach.
    const kernelSize = this.kernelSize.map((size, i) => (size - 1) * this.dilationRate[i]! + 1);
    const plain = Object.assign(Object.create(this) as OpenLayer, { kernelSize });
    return super.computeOutputShape.call(plain, shape);
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => {
      const filtered = tf.depthwiseConv2d(
        onlyOne(inputs) as Tensor4D,
        this.depthwiseKernel.read() as Tensor4D,
        this.strides,
        this.padding,
        'NHWC',
        this.dilationRate,
      );
      return this.activation.apply(this.bias ? tf.add(filtered, this.bias.read()) : filtered);
    });
  }
}

register(DilatedDepthwiseConv2D);
