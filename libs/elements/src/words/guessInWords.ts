import type { Prediction } from '@deconv/engine';
import { numbersIn } from '@deconv/results';
import { formatQuantity } from './formatQuantity.js';

/** What a network takes a photo for, or the first of the numbers that it answers with: a term, and a fact. */
export const guessInWords = (guess: Prediction): [term: string, fact: string] => [
  guess.probability === undefined ? 'First number' : 'First guess',
  `${guess.label}, ${formatQuantity(guess)(numbersIn(guess))}`,
];
