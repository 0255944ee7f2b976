import type { Random } from '@deconv/datasets';

type Bytes = Uint8Array<ArrayBuffer>;

/** Changes bytes, and says how. */
type Change = (bytes: Bytes, random: Random) => [Bytes, string];

const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff];

/** Where a change begins: what stands at the front describes the rest. */
function placeIn({ length }: Bytes, random: Random): number {
  const most = random.chance(0.6) ? Math.min(length, 512) : length;
  return random.integer(0, Math.max(0, most - 1));
}

const flip: Change = (bytes, random) => {
  const at = placeIn(bytes, random);
  bytes[at]! ^= 1 << random.integer(0, 7);
  return [bytes, `bit of byte ${at}`];
};

const extreme: Change = (bytes, random) => {
  const [at, count, value] = [placeIn(bytes, random), random.integer(1, 8), random.pick(EXTREMES)];
  return [bytes.fill(value, at, at + count), `${count} bytes from ${at} are ${value}`];
};

const noise: Change = (bytes, random) => {
  const [at, count] = [placeIn(bytes, random), random.integer(1, 40)];
  for (let i = at; i < Math.min(at + count, bytes.length); i++) bytes[i] = random.integer(0, 255);
  return [bytes, `${count} bytes from ${at} drawn`];
};

const truncate: Change = (bytes, random) => {
  const length = random.chance(0.2) ? random.integer(0, 16) : placeIn(bytes, random);
  return [bytes.slice(0, length), `cut to ${length} bytes`];
};

const cutOut: Change = (bytes, random) => {
  const [at, count] = [placeIn(bytes, random), random.integer(1, 64)];
  return [
    joined(bytes.subarray(0, at), bytes.subarray(at + count)),
    `${count} bytes from ${at} gone`,
  ];
};

const insert: Change = (bytes, random) => {
  const [from, to, count] = [
    placeIn(bytes, random),
    placeIn(bytes, random),
    random.integer(1, 200),
  ];
  const piece = bytes.slice(from, from + count);
  const whole = joined(bytes.subarray(0, to), piece, bytes.subarray(to));
  return [whole, `${count} bytes from ${from} again at ${to}`];
};

function joined(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const CHANGES: readonly Change[] = [flip, flip, extreme, extreme, noise, truncate, cutOut, insert];

/** Changes bytes in a few places. @returns a copy, and what was changed */
export function mutateBytes(
  given: Uint8Array,
  random: Random,
): { bytes: Bytes; changes: string[] } {
  let bytes: Bytes = new Uint8Array(given);
  const changes: string[] = [];
  do {
    if (bytes.length === 0) break;
    const [changed, how] = random.pick(CHANGES)(bytes, random);
    bytes = changed;
    changes.push(how);
  } while (changes.length < 6 && random.chance(0.5));
  return { bytes, changes };
}
