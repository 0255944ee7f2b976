/**
 * What the numbers mean that a network answers with. `probabilities` of classes, one of which it is; `logits` of such, which a
 * softmax makes probabilities; `binary`, one number for two classes; `multilabel`, a probability for each class alone;
 * `numbers`, which are none of these: measures, boxes.
 */
export const ANSWER_KINDS = ['probabilities', 'logits', 'binary', 'multilabel', 'numbers'] as const;

export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** Whether an answer is one of its classes, so that one is the most probable. */
export const classesCompete = (kind: AnswerKind): boolean =>
  kind !== 'multilabel' && kind !== 'numbers';
