import * as tf from '@tensorflow/tfjs-core';
import type { Weight } from '../modelFiles.js';
import { countOf, type Constant } from '../operations/Constant.js';

/**
 * The weights of a graph by the names of their nodes, those that were quantised as the numbers that they stand for.
 * @throws Error that names the weight whose type is not read, or whose values are not finite
 */
export function constantsOf(weights: Weight[]): Map<string, Constant> {
  return new Map(weights.map((weight) => [weight.spec.name, constantOf(weight)]));
}

const READ = new Set(['float32', 'int32', 'bool']);

function constantOf({ spec, bytes }: Weight): Constant {
  const { name, dtype, shape } = spec;
  if (!READ.has(dtype)) throw new Error(`weight ${name} is of type ${dtype}, which is not read`);
  countOf(shape);
  const { [name]: tensor } = tf.io.decodeWeights(bytes.slice().buffer, [spec]);
  const values = tensor!.dataSync();
  tensor!.dispose();
  if (!values.every(Number.isFinite))
    throw new Error(
      `weight ${name} holds values that are not numbers (NaN or infinite); train or export the model again`,
    );
  const data = dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  return { dims: [...shape], data };
}
