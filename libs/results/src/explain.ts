import { visibleName } from '@deconv/untrusted';
import type * as v from 'valibot';
import type { Disagreement } from './Disagreement.js';

/** So many places, and characters of them, tell what is wrong; a list of thousands tells no more. */
const SHOWN = 5;
const READ = 600;
/** So many characters tell one text from another. */
const LENGTH = 60;

/** What the schema calls a value that it expects, in words. */
const WORDS = new Map([
  ['Array', 'a list'],
  ['Object', 'an object'],
  ['boolean', 'true or false'],
]);

/** What is wrong at each place, the first few. */
export function explain(wrong: readonly string[]): string {
  let length = wrong[0]?.length ?? 0;
  const shown = wrong.filter(
    (each, i) => i === 0 || (i < SHOWN && (length += each.length) <= READ),
  );
  const left = wrong.length - shown.length;
  return [...shown, ...(left ? [`and so at ${left} other places`] : [])].join('; ');
}

/** `maps[3].cells[2].image: expected a text that is not empty, not 3` */
export function issueInWords(issue: v.BaseIssue<unknown>): string {
  const path = pathOf(issue);
  if (issue.expected === 'never') return `${path}: expected nothing of this name`;
  const expected =
    issue.type === 'custom' || issue.expected === 'unknown'
      ? issue.message
      : (WORDS.get(issue.expected ?? '') ?? issue.expected ?? issue.message);
  return inWords(path, expected, issue.input);
}

export function disagreementInWords({ path, expected, found }: Disagreement): string {
  return inWords(path, expected, found);
}

/** What was expected at a place, and what stands there. */
export const inWords = (path: string, expected: string, found: unknown): string =>
  found === undefined ? `${path} is missing` : `${path}: expected ${expected}, not ${said(found)}`;

/** A value, short enough for a message. */
export function said(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value) return 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A step from an object to what it holds by that name. */
export const named = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && name.length <= LENGTH ? `.${name}` : `[${quoted(name)}]`;

const quoted = (text: string): string =>
  visibleName(JSON.stringify(text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text));

function pathOf({ path }: v.BaseIssue<unknown>): string {
  const steps = (path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : named(String(key)),
  );
  return steps.join('').replace(/^\./, '') || 'the document';
}
