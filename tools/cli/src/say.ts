import { visibleName } from '@deconv/untrusted';

/**
 * Says something to the user, on stderr, where it mixes with no result. Control characters in it, which come from models and
 * files, are shown.
 * @param text a line, or more, of which those that go on are indented; a name begins none
 */
export function say(text: string): void {
  process.stderr.write(`${shown(text)}\n`);
}

/** The same for how far a work is: in a terminal, the line takes the place of the one before, until it is the last. */
export function sayOver(text: string, last: boolean): void {
  process.stderr.write(`\r${shown(text)}${last ? '\n' : ''}`);
}

const shown = (text: string): string =>
  text
    .split(/\n(?= {2})/)
    .map(visibleName)
    .join('\n');
