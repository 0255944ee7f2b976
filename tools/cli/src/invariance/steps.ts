import { stepsOf, type Steps, type TransformName } from '@deconv/probes';
import { asUsage } from '../asUsage.js';
import { number } from '../options.js';

/**
 * The values that options ask for; what is left out is as in the paper's figure.
 * @param side of the network's input, in pixels
 * @throws UsageError where they are no numbers, or lead nowhere
 */
export function steps(
  transform: TransformName,
  said: Partial<Record<keyof Steps, string | undefined>>,
  side: number,
): Steps {
  const names = (['from', 'to', 'step'] as const).filter((name) => said[name] !== undefined);
  const read = names.map((name) => [name, number(name, said[name]!, {})] as const);
  return asUsage(() => stepsOf(transform, Object.fromEntries(read), side));
}
