import type { Op } from '../ops/op.js';

/**
 * Multiply-adds of one position of an op's output, all its channels together: each weight of a filter or kernel counts
 * once, taps on padding included, and so does what maps are multiplied by one another, or by weights that are no filter.
 * Biases, poolings and functions of single values count nothing.
 */
export function multiplyAdds({ weights, multiplyAdds: counted }: Op): number {
  return counted ?? (weights.filter ?? weights.kernel)?.size ?? 0;
}
