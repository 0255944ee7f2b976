import { visibleName } from './visible.js';

/** How much of what JSON.parse says is worth reading. */
const REASON = 80;

/**
 * What the bytes or the text of a file say in JSON. A byte-order mark, as editors on Windows write it, is no part of it.
 * @param name of the file, for the message
 * @param advice what to do where it is not JSON
 * @throws Error where it is not JSON
 */
export function parseJson(
  content: Uint8Array | string,
  name: string,
  advice = 'correct it',
): unknown {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    // What JSON.parse quotes of a picture or a Keras file is nothing to read.
    const reason = (cause as Error).message.replace(/[^\x20-\x7e]+/g, '…').slice(0, REASON);
    throw new Error(`${visibleName(name)} is not valid JSON (${reason}); ${advice}`, { cause });
  }
}
