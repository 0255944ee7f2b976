/** C0 and C1 controls but line feed and tab, and what turns the direction of text. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text of somebody else's, harmless to a terminal: control characters are shown as `\u001b`, and do nothing. JSON stays the
 * same JSON by it, since inside of its strings this is how such characters may be written.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/** The same for a name, which must not begin a line of its own either. */
export function visibleName(name: string): string {
  return visible(name).replace(/[\n\t]/g, escaped);
}
