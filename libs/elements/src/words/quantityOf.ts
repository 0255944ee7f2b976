import { quantityIn, type Quantified } from '@deconv/results';

const WORDS = { probability: 'Probability', logit: 'Logit', value: 'Value' } as const;

/** What is told of a class, as a title: `Probability of tiger`. */
export const quantityOf = (of: Quantified<unknown>, name: string): string =>
  `${WORDS[quantityIn(of)]} of ${name}`;
