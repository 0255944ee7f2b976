import { visible } from '@deconv/untrusted';

// How an error with words of ours is told from any other, by a machine:
// 1. It is an Error, and was made in code of ours: the innermost frame of its stack is no file of another package's, of
//    Node's, or a function built into the engine. This needs no list.
// 2. What it says is free of what engine and libraries say, also where code of ours quotes it: see FOREIGN. This finds what
//    the engine throws inside code of ours, such as a property of undefined. What stands in double quotes is somebody's
//    name or text, and not looked at.
// 3. It can be read: LONGEST characters at most, none that acts on a terminal.

/** More is not read by anybody. */
const LONGEST = 1_000;

/** What engines and libraries say of what is none of a user's business. */
const FOREIGN: readonly RegExp[] = [
  /cannot (read|set|(re)?define|delete|create) propert|cannot (access|destructure|mix|use) '?/i,
  /cannot (assign to|convert) (read|undefined|object|null|a |Infinity)/i,
  /\b(is|are) not (a function|a constructor|iterable|defined|extensible|an object|writable)/,
  /\bundefined\b/,
  /\bNaN\b(?! or infinite)/,
  /\[object \w+\]/,
  /maximum call stack|out of memory|allocation failed|call stack size/i,
  /invalid (array|typed array|string|array buffer|data ?view) length|array buffer|DataView|typed array/i,
  /offset .*bounds|start offset|should be a multiple of|source is too large|index out of range/i,
  /invalid (time value|regular expression|URL|count value|date)/i,
  /reduce of empty|circular structure|before initialization/i,
  // tfjs
  /\bError in \w|Error when checking|Argument '|passed to '|must be a TensorLike|\btf\.(?!(LayersModel|GraphModel)\b)\w+/,
  /the shape of dict|tensor should have \d+|based on the provided shape|constructing tensor of shape/i,
  /target variable|corrupted configuration|serialized|deserialize|(Value|NotImplemented|Attribute|Runtime|Assertion)Error/i,
  // protobuf
  /premature EOF|wire ?type|illegal tag|field no|invalid (varint|int|uint|fixed|UTF-?8)/i,
  // valibot
  /Invalid (type|key|value|length|integer|safe integer|finite): /,
  // Chromium's and Lit's
  /Failed to (execute|construct|fetch|set)|InvalidStateError|DOMException/,
];

/** Code of ours lies in one folder, without the packages that it uses. */
const isOwn = (frame: string, own: string): boolean =>
  frame.includes(own) && !frame.includes('node_modules');

/**
 * What is wrong with a message.
 * @returns undefined for words of ours
 */
export function faultOfWords(message: string): string | undefined {
  const bare = message.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const foreign = FOREIGN.map((words) => words.exec(bare)?.[0]).find(Boolean);
  if (foreign) return `says “${foreign}”`;
  if (message.trim() === '') return 'says nothing';
  if (message.length > LONGEST) return `is ${message.length} characters long`;
  if (visible(message) !== message) return 'holds control characters';
  return undefined;
}

/**
 * What is wrong with what was thrown.
 * @param frames of its stack, without its message
 * @param own folder of the code of ours
 * @returns undefined for an error with words of ours
 */
export function faultOf(thrown: unknown, frames: string, own: string): string | undefined {
  if (!(thrown instanceof Error)) return `is a ${typeof thrown}, no Error`;
  const words = faultOfWords(thrown.message);
  if (words) return words;
  const [innermost = 'nowhere'] = frames.trim().split('\n');
  return isOwn(innermost, own) ? undefined : `was made ${innermost.trim()}`;
}
