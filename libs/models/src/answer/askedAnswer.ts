import { ANSWER_KINDS, type AnswerKind } from '@deconv/pictures';
import { briefJson } from '@deconv/untrusted';
import type { AskedAnswer } from './Answer.js';

/**
 * What preprocess.json says of the model's answer: `answer`, the name of an output, and `output`, what its numbers mean.
 * @throws TypeError that names the field that does not fit
 */
export function askedAnswer(preprocess: unknown): AskedAnswer {
  const { answer, output } = Object(preprocess) as Record<string, unknown>;
  if (answer !== undefined && typeof answer !== 'string')
    throw wrong('answer', answer, 'the name of an output');
  if (output !== undefined && !isKind(output))
    throw wrong('output', output, ANSWER_KINDS.map((kind) => `"${kind}"`).join(' or '));
  return { ...(answer !== undefined && { answer }), ...(output !== undefined && { output }) };
}

const isKind = (value: unknown): value is AnswerKind =>
  (ANSWER_KINDS as readonly unknown[]).includes(value);

const wrong = (field: string, value: unknown, expected: string): TypeError =>
  new TypeError(`preprocess.json: ${field} is ${briefJson(value)}; expected ${expected}`);
