import { ANSWER_KINDS } from '@deconv/pictures';
import * as v from 'valibot';
import type { Disagreement } from './Disagreement.js';
import { QUANTITIES, type Quantified, type Quantity } from './quantity.js';
import { oneOf, text } from './values.js';

const field = v.strictObject({
  kind: oneOf(...ANSWER_KINDS),
  /** What makes probabilities of what the network ends in. */
  added: v.optional(oneOf('softmax', 'sigmoid', 'exp')),
  /** Name of the output, where the model has several. */
  name: v.optional(text),
});

/** What the numbers of an answer mean; documents that say nothing hold probabilities that the network itself ends in. */
export const answer = v.optional(field);

export type AnswerField = v.InferOutput<typeof field>;

/** A field for each quantity, of which there is one. */
export const quantified = <const T extends v.GenericSchema>(schema: T) => ({
  probability: v.optional(schema),
  logit: v.optional(schema),
  value: v.optional(schema),
});

/** Numbers are told once. @param path of what holds them, with a dot behind it */
export function told(
  path: string,
  found: Quantified<unknown>,
  expected: readonly Quantity[] = QUANTITIES,
): Disagreement[] {
  const fields = QUANTITIES.filter((quantity) => found[quantity] !== undefined);
  if (fields.length === 1 && expected.includes(fields[0]!)) return [];
  const odd = fields.find((quantity) => !expected.includes(quantity)) ?? fields.at(-1);
  return [
    {
      path: `${path}${odd ?? expected[0]!}`,
      expected: fields.length > 1 ? `none beside ${fields[0]!}` : expected.join(' or '),
      found: odd && found[odd],
    },
  ];
}
