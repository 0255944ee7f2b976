import { visibleName } from '@deconv/untrusted';

/** Returns to the beginning of a terminal's line, and empties it. */
const EMPTY = '\r\u001b[K';

/** Whether a line of a terminal holds how far a work is, and will be written over. */
let open = false;

/**
 * Says something to the user, on stderr, where it mixes with no result. Control characters in it, which come from models and
 * files, are shown.
 * @param text a line, or more, of which those that go on are indented; a name begins none
 */
export function say(text: string): void {
  makeWay();
  process.stderr.write(`${shown(text)}\n`);
}

/** The same for how far a work is: in a terminal, the line takes the place of the one before, until it is the last. */
export function sayOver(text: string, last: boolean): void {
  process.stderr.write(`${EMPTY}${shown(text)}${last ? '\n' : ''}`);
  open = !last;
}

/** Empties the line that says how far a work is, for whatever is printed next in the same terminal. */
export function makeWay(): void {
  if (open) process.stderr.write(EMPTY);
  open = false;
}

const shown = (text: string): string =>
  text
    .split(/\n(?= {2})/)
    .map(visibleName)
    .join('\n');
