import { brief } from './brief.js';
import { textOf, withoutMark } from './textOf.js';
import { visibleName } from './visible.js';

/** How much of what JSON.parse says is worth reading. */
const REASON = 80;

/** Lists and objects inside each other, deeper than any file of ours or of the formats that are read; walks over JSON call themselves. */
const DEEPEST = 200;

/**
 * What the bytes or the text of a file say in JSON. A byte-order mark, as editors on Windows write it, is no part of it, and
 * says which encoding the bytes are in.
 * @param name of the file, for the message
 * @param advice what to do where it is not JSON
 * @throws Error where it is not JSON, or nested too deep to be worked with
 */
export function parseJson(
  content: Uint8Array | string,
  name: string,
  advice = 'correct it',
): unknown {
  const text = typeof content === 'string' ? withoutMark(content) : textOf(content);
  const value = parse(text, name, advice);
  if (isDeeper(value, DEEPEST))
    throw new Error(
      `${visibleName(name)} nests lists and objects more than ${DEEPEST} deep; ${advice}`,
    );
  return value;
}

function parse(text: string, name: string, advice: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    // What JSON.parse quotes of a picture or a Keras file is nothing to read.
    const reason = (cause as Error).message.replace(/[^\x20-\x7e]+/g, '…');
    throw new Error(
      `${visibleName(name)} is not valid JSON (${brief(reason, REASON)}); ${advice}`,
      { cause },
    );
  }
}

/** Level by level, since a walk that calls itself is what too much depth ends. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value].filter(isHolding);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === levels) return true;
    level = level.flatMap((each) => Object.values(each).filter(isHolding));
  }
  return false;
}

const isHolding = (value: unknown): value is object => typeof value === 'object' && value !== null;
