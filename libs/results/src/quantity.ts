/** What documents call a number by: of logits and of plain numbers none is a probability. */
export const QUANTITIES = ['probability', 'logit', 'value'] as const;

export type Quantity = (typeof QUANTITIES)[number];

/** Numbers under the name of what they are. */
export type Quantified<T> = Partial<Record<Quantity, T | undefined>>;

/** What the numbers are that are told. */
export const quantityIn = (found: Quantified<unknown>): Quantity =>
  QUANTITIES.find((quantity) => found[quantity] !== undefined) ?? 'probability';

/** The numbers themselves. */
export const numbersIn = <T>(found: Quantified<T>): T => found[quantityIn(found)]!;
