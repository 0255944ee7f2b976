import type { Op } from '../ops/op.js';

/**
 * Multiply-adds of one position of an op's output, all its channels together: each weight of a filter or kernel counts
 * once, taps on padding included. Biases, poolings and functions of single values count nothing.
 */
export function multiplyAdds({ weights }: Op): number {
  return (weights.filter ?? weights.kernel)?.size ?? 0;
}
