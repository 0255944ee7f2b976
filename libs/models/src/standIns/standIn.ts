import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-layers';

/** Options of a layer, in the names of tfjs. */
export type StandInConfig = Record<string, unknown> & { name: string };

type Shape = (number | null)[];

/** What tfjs' own layers have and do not declare. */
export interface OpenLayer extends layers.Layer {
  kernelSize: [number, number];
  strides: [number, number];
  padding: 'same' | 'valid';
  dilationRate: [number, number];
  kernel: { read(): Tensor };
  depthwiseKernel: { read(): Tensor };
  bias: { read(): Tensor } | null;
  activation: { apply(x: Tensor): Tensor };
  built: boolean;
  build(shape: Shape): void;
  computeOutputShape(shape: Shape): Shape;
  call(x: Tensor | Tensor[], options?: object): Tensor;
}

type OpenLayerClass = new (config: StandInConfig) => OpenLayer;

/** A class of tfjs-layers to derive from: it keeps them to itself, but its registry hands them out. */
export function layerClass(className: string): OpenLayerClass {
  return tf.serialization.SerializationMap.getMap().classNameMap[
    className
  ]![0] as unknown as OpenLayerClass;
}

/** Lets models name the class. */
export function register(stand: new (config: StandInConfig) => layers.Layer): void {
  tf.serialization.registerClass(
    stand as unknown as tf.serialization.SerializableConstructor<layers.Layer>,
  );
}

const PACKAGE = 'deconv>';

/** Class name of the layer that stands in for tfjs' own where that lacks an option. */
export const standInName = (kerasClass: string): string => PACKAGE + kerasClass;

/** The class as its user knows it. */
export const kerasClass = (className: string): string =>
  className.startsWith(PACKAGE) ? className.slice(PACKAGE.length) : className;

export const onlyOne = (x: Tensor | Tensor[]): Tensor => (Array.isArray(x) ? x[0]! : x);
