import type { Random } from '@deconv/datasets';
import { NUMBERS, TEXTS } from './hostile.js';
import type { Json } from './Json.js';
import { placeByWalk, placesIn, put, type Place } from './places.js';

/** Changes one place, and says how; undefined where it has nothing to change there. */
type Change = (place: Place, random: Random, root: Json) => string | undefined;

/** Stands for what no writer of JSON could write: it is nested too deeply. */
const DEEP = /"\u2603(\d+)([[{])"/g;

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60);
/** What may be repeated, and repeated again, without filling the fuzzer's own memory. */
const SMALL = 20_000;
const isSmall = (value: unknown): boolean => JSON.stringify(value).length < SMALL;
const valueAt = ({ holder, key }: Place): Json => holder[key] as Json;

const remove: Change = (place) => {
  const { holder, key } = place;
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  // A record of what came from outside has any names.
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  else delete holder[key];
  return 'left out';
};

const double: Change = ({ holder, key }, random) => {
  const copy = structuredClone(holder[key]);
  const times = random.pick(isSmall(copy) ? [1, 1, 1, 2, 50] : [1]);
  if (Array.isArray(holder)) {
    holder.splice(Number(key), 0, ...Array.from({ length: times }, () => structuredClone(copy)));
    return `doubled ${times} times`;
  }
  const name = random.pick(TEXTS);
  put({ holder, key: name }, copy);
  return `also called ${shown(name)}`;
};

const rename: Change = ({ holder, key }, random) => {
  if (Array.isArray(holder)) return undefined;
  const name = random.chance(0.5) ? `${key}_` : random.pick(TEXTS);
  const value = holder[key];
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete holder[key];
  put({ holder, key: name }, value);
  return `called ${shown(name)}`;
};

const exchange: Change = (place, random, root) => {
  const other = placeByWalk(root, random);
  if (!other) return undefined;
  const [one, two] = [valueAt(place), valueAt(other)].map((value) => structuredClone(value));
  put(place, two);
  put(other, one);
  return `exchanged with ${other.path}`;
};

const copyOver: Change = (place, random, root) => {
  const other = isSmall(root) && random.chance(0.2) ? undefined : placeByWalk(root, random);
  put(place, structuredClone(other ? valueAt(other) : root));
  return `replaced by ${other?.path ?? 'all of it'}`;
};

const OTHERS: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, '', 'x', '0', [], {}, [[]], [null], [0], [1, 2], [['x']]],
  ...[{ a: 1 }, { length: 3 }, { length: 2 ** 32 }, { then: 1 }, { toString: 1 }, { name: null }],
];

const retype: Change = (place, random) => {
  const value = random.pick(OTHERS);
  put(place, structuredClone(value));
  return `is ${shown(value)}`;
};

const nest: Change = (place, random) => {
  const depth = random.pick([1, 2, 30, 1_000, 100_000]);
  const bracket = random.pick(['[', '{']);
  if (depth > 2) put(place, `\u2603${depth}${bracket}`);
  else put(place, bracket === '[' ? [valueAt(place)] : { a: valueAt(place) });
  return `nested ${depth} deep in ${bracket}`;
};

const renumber = (value: number, random: Random): number =>
  random.pick([value + 1, value - 1, -value, value * 2, value / 3, ...NUMBERS]);

/** Something else of the same type, by which a file stays almost right. */
const vary: Change = (place, random, root) => {
  const value = valueAt(place);
  if (typeof value === 'number') put(place, renumber(value, random));
  else if (typeof value === 'boolean') put(place, !value);
  else if (typeof value === 'string') put(place, otherText(value, random, root));
  else if (Array.isArray(value) && value.length)
    put(place, random.chance(0.5) ? random.shuffled(value) : value.slice(random.integer(0, 1), -1));
  else return undefined;
  return `was ${shown(value)}, is ${shown(valueAt(place))}`;
};

/** Names of the same file lead to what exists elsewhere: into circles, to itself, to another kind. */
function otherText(value: string, random: Random, root: Json): string {
  if (random.chance(0.4)) return random.pick(TEXTS);
  if (random.chance(0.1)) return value + random.pick(TEXTS);
  const texts = placesIn(root, (each) => typeof each === 'string');
  return valueAt(random.pick(texts)) as string;
}

const CHANGES: readonly Change[] = [
  ...[vary, vary, vary, vary, vary, remove, remove, retype, retype],
  ...[double, rename, exchange, copyOver, nest],
];

export interface JsonMutation {
  text: string;
  /** What was changed, in words. */
  changes: string[];
}

/**
 * Changes JSON in a few places.
 * @param hot paths of what is worth changing more often
 */
export function mutateJson(text: string, random: Random, hot?: RegExp): JsonMutation {
  const root = JSON.parse(text) as Json;
  const changes: string[] = [];
  const hotPlaces = hot && placesIn(root, (_, path) => hot.test(path));
  do {
    const place =
      hotPlaces?.length && random.chance(0.4) ? random.pick(hotPlaces) : placeByWalk(root, random);
    if (!place) break;
    // It may have gone with what it stood in.
    if (!Object.hasOwn(place.holder, place.key)) continue;
    const change = random.pick(CHANGES)(place, random, root);
    if (change) changes.push(`${place.path} ${change}`);
  } while (changes.length === 0 || (changes.length < 5 && random.chance(0.4)));
  return { text: written(root), changes };
}

function written(root: Json): string {
  return JSON.stringify(root).replace(DEEP, (_, depth: string, bracket: string) =>
    bracket === '['
      ? `${'['.repeat(Number(depth))}${']'.repeat(Number(depth))}`
      : `${'{"a":'.repeat(Number(depth))}0${'}'.repeat(Number(depth))}`,
  );
}
