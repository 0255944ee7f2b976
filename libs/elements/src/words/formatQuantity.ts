import { quantityIn, type Quantified } from '@deconv/results';
import { formatNumber } from './formatNumber.js';
import { formatShare } from './formatShare.js';

/** How numbers are written that are one quantity: probabilities in per cent, logits and values as they are. */
export const formatQuantity = (of: Quantified<unknown>): ((number: number) => string) =>
  quantityIn(of) === 'probability' ? formatShare : formatNumber;
