import type { AnswerField } from '@deconv/results';

const ENDINGS = {
  softmax: 'logits',
  sigmoid: 'logits',
  exp: 'logarithms of probabilities',
} as const;

/** Small print of what was added to a network to have probabilities, where something was. */
export const addedOf = (answer: AnswerField | undefined): [term: string, fact: string][] =>
  answer?.added
    ? [['Note', `${answer.added} added: the network ends in ${ENDINGS[answer.added]}`]]
    : [];
