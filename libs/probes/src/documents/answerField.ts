import type { Model } from '@deconv/models';
import type { AnswerField } from '@deconv/results';

/** What documents say of an answer; nothing of probabilities that the network itself ends in. */
export function answerField({ answer, outputs }: Pick<Model, 'answer' | 'outputs'>): {
  answer?: AnswerField;
} {
  if (!answer) return {};
  const { kind, added, name } = answer;
  const several = outputs.length > 1;
  if (kind === 'probabilities' && !added && !several) return {};
  return { answer: { kind, ...(added && { added }), ...(several && { name }) } };
}
