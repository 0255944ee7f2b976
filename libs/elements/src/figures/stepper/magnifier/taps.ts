import type { StepView } from '@deconv/engine';

type Axis = NonNullable<StepView['window']>['rows'];

/** A position of the map before, and which place of its window it is. */
export interface Tap {
  /** In the map. */
  position: number;
  /** From 0. */
  tap: number;
}

/**
 * Whose windows a position of the map below lies in, along one axis: the transpose of
 * `position·stride − before + tap·dilation`.
 * @param at in the map below
 * @param start first position of the map before that carries a signal, of `count`
 */
export function tapsTo(
  at: number,
  { size, stride, dilation, before }: Axis,
  start: number,
  count: number,
): Tap[] {
  return Array.from({ length: count }, (_, i) => {
    const position = start + i;
    return { position, tap: (at + before - position * stride) / dilation };
  }).filter(({ tap }) => Number.isInteger(tap) && tap >= 0 && tap < size);
}
