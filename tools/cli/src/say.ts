import { visible } from '@deconv/untrusted';

/**
 * Says a line to the user, on stderr, where it mixes with no result. Control characters in it, which come from models and
 * files, are shown.
 */
export function say(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}

/** The same for how far a work is: in a terminal, the line takes the place of the one before, until it is the last. */
export function sayOver(text: string, last: boolean): void {
  process.stderr.write(`\r${visible(text)}${last ? '\n' : ''}`);
}
