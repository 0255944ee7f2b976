import type { StepView } from '@deconv/engine';

/**
 * The map of a step that is drawn large: the one that the reader chose, or the strongest, if possible of those that are
 * there before the step, too.
 */
export function largeMap(
  { maps, step }: StepView,
  before: StepView | undefined,
  chosen?: number,
): number {
  const wished = maps.find(({ channel }) => channel === chosen);
  if (wished) return wished.channel;
  const comparable =
    step === 'filter'
      ? undefined
      : maps.find((map) => before?.maps.some(({ channel }) => channel === map.channel));
  return (comparable ?? maps[0])?.channel ?? 0;
}
