import type { Answer } from '@deconv/models';
import type { Quantity } from '@deconv/results';
import { unfit } from '../options/UnfitOption.js';

/** What is watched of a class. */
export interface Watching {
  quantity: Quantity;
  /** Index of the node that holds it, where it is not the answer itself. */
  valuesAt: number | undefined;
}

/**
 * What is watched of a class: its probability unless its logit is asked for; of numbers that are none of classes the number.
 * @throws UnfitOption for a quantity that the network does not have
 */
export function watchingOf(
  { kind, logits }: Answer,
  asked: 'probability' | 'logit' | undefined,
): Watching {
  if (kind === 'numbers') {
    if (asked === undefined) return { quantity: 'value', valuesAt: undefined };
    throw unfit(
      'watch',
      asked,
      'nothing: the network answers with plain numbers, which are watched as they are',
    );
  }
  if (asked !== 'logit') return { quantity: 'probability', valuesAt: undefined };
  if (logits !== undefined) return { quantity: 'logit', valuesAt: logits };
  throw unfit(
    'watch',
    asked,
    'probability: no softmax or sigmoid of the network tells what its logits are',
  );
}
