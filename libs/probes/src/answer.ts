import type { Network } from '@deconv/core';

/**
 * How many classes a network tells apart.
 * @throws RangeError where it does not answer with one number a class
 */
export function classCount({ nodes, answer }: Network, probe: string): number {
  if (answer === undefined)
    throw new RangeError('the network was read only in part and has no answer');
  const { height, width, channels } = nodes[answer]!.op.shape;
  if (height * width !== 1)
    throw new RangeError(
      `the network answers with a map of ${height}×${width}; ${probe} needs one number a class`,
    );
  return channels;
}

/** @throws RangeError for what is none of `count` */
export function requireOne(name: string, index: number | undefined, count: number): void {
  if (index === undefined || (Number.isInteger(index) && index >= 0 && index < count)) return;
  throw new RangeError(`no ${name} ${index}; expected 0 … ${count - 1}`);
}

/** Ties: the lowest class. */
export function mostProbable(answer: Float32Array): number {
  return answer.reduce((best, value, i) => (value > answer[best]! ? i : best), 0);
}
