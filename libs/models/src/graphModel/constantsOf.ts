import { brief } from '@deconv/untrusted';
import { decodeWeight } from '../decodeWeight.js';
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

function constantOf(weight: Weight): Constant {
  const { name, dtype, shape } = weight.spec;
  if (!READ.has(dtype))
    throw new Error(`weight ${brief(name)} is of type ${brief(dtype)}, which is not read`);
  countOf(shape);
  const tensor = decodeWeight(weight);
  const values = tensor.dataSync();
  tensor.dispose();
  if (!values.every(Number.isFinite))
    throw new Error(
      `weight ${brief(name)} holds values that are not numbers (NaN or infinite); train or export the model again`,
    );
  const data = dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values);
  return { dims: [...shape], data };
}
