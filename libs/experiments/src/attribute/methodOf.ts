import type { MethodName } from '@deconv/results';
import { unfit } from '../options/UnfitOption.js';

interface Said {
  method: MethodName;
  steps?: number;
  fill?: string;
  layer?: string;
}

/** What a method is run with; each has options of its own. */
export type Method =
  | { method: 'integrated-gradients'; steps: number; fill: string }
  | { method: 'grad-cam'; layer: string };

/**
 * What is left out is as in the papers: a black baseline, the last layer that has places; fifty steps.
 * @param deepest name of that layer
 * @throws UnfitOption for an option that is none of the method's
 */
export function methodOf({ method, ...said }: Said, deepest: string): Method {
  const others = method === 'grad-cam' ? (['steps', 'fill'] as const) : (['layer'] as const);
  for (const option of others)
    if (said[option] !== undefined)
      throw unfit(option, said[option], `none: ${method} has no such option`);
  const { steps = 50, fill = '0,0,0', layer = deepest } = said;
  return method === 'grad-cam' ? { method, layer } : { method, steps, fill };
}
