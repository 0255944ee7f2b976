import { quantityIn, type OccludeResults, type Quantified } from '@deconv/results';

/** A number as its quantity is told: probabilities in per cent, logits and values as they are. @param of what it is one of */
export const quantityInWords = (of: Quantified<unknown>, number: number): string =>
  quantityIn(of) === 'probability' ? `${(100 * number).toFixed(1)} %` : number.toPrecision(4);

/** What a network ends in where its probabilities are made of it. */
const ENDINGS = {
  softmax: 'logits',
  sigmoid: 'logits',
  exp: 'logarithms of probabilities',
} as const;

/** What was added to a network to have probabilities, in words. */
export const addedInWords = (added: keyof typeof ENDINGS): string =>
  `${added} added: the network ends in ${ENDINGS[added]}`;

/** The same as a line, where something was. */
export const addedLines = (answer: OccludeResults['answer']): string[] =>
  answer?.added ? [`(${addedInWords(answer.added)})`] : [];
