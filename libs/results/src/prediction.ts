import type { Quantified } from './quantity.js';

/** One of the numbers that a network answers with to an image, under the name of what it is: `probability`, or `value`. */
export interface Prediction extends Omit<Quantified<number>, 'logit'> {
  index: number;
  label: string;
}
