import { readLabels } from '../labels.js';
import type { Answer } from './Answer.js';

/**
 * Names for the numbers of an answer, from labels.json. Of two classes of which one number tells, one name is enough.
 * @throws TypeError as `readLabels` does
 */
export function labelsOf(json: unknown, answer: Answer | undefined): string[] {
  if (json === undefined) return [];
  if (answer?.kind === 'binary' && Array.isArray(json) && json.length === 1) {
    const [name] = readLabels(json) as [string];
    return [`not ${name}`, name];
  }
  return readLabels(json, answer?.numbers);
}
