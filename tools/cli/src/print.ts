import { visible } from '@deconv/untrusted';

/** Why a result does not arrive, in words. */
const REASONS = new Map([
  ['EPIPE', 'whoever was to read it has gone'],
  ['ENOSPC', 'there is no space left'],
]);

/**
 * Prints a result, a line or several, on stdout. Control characters in it, which come from models and files, are shown.
 * @param styled what is our own alone, as help is, keeps its colours
 * @throws Error where it does not arrive: then the command has not done its work
 */
export async function print(text: string, { styled = false } = {}): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(`${styled ? text : visible(text)}\n`, (cause) => {
      if (cause) reject(new Error(explain(cause), { cause }));
      else resolve();
    });
  });
}

function explain({ code = '', message }: NodeJS.ErrnoException): string {
  return `the result cannot be printed: ${REASONS.get(code) ?? message}`;
}
