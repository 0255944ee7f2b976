import { brief } from '@deconv/untrusted';

/** More names than a message is read for. */
const MOST_NAMED = 12;

/** Names of outputs, for a message. */
export function listOf(names: readonly string[]): string {
  const named = names.slice(0, MOST_NAMED).map((name) => `"${brief(name)}"`);
  const rest = names.length - named.length;
  return named.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
