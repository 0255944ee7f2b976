import type { Random } from '@deconv/datasets';
import { BIG_NUMBERS, NUMBERS, TEXTS } from './hostile.js';
import { mutateBytes } from './mutateBytes.js';
import { placeByWalk, placesIn, put, type IsInside, type Place } from './places.js';

type Change = (place: Place, random: Random, root: object) => string | undefined;

/** What the library keeps in a message beside its fields. */
const fields: IsInside = (holder, key) =>
  !key.startsWith('$') && !('case' in holder && key === 'case');

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each)).slice(
    0,
    60,
  );

/** Another value of the same type, since a message holds no other. */
const vary: Change = (place, random, root) => {
  const { holder, key } = place;
  const before = holder[key];
  if (typeof before === 'number') put(place, random.pick([before + 1, before - 1, ...NUMBERS]));
  else if (typeof before === 'bigint')
    put(place, random.pick([before + 1n, before - 1n, -before, ...BIG_NUMBERS]));
  else if (typeof before === 'boolean') put(place, !before);
  else if (typeof before === 'string') put(place, otherText(random, root));
  else if (before instanceof Uint8Array) put(place, mutateBytes(before, random).bytes);
  else return undefined;
  return `was ${shown(before)}, is ${shown(holder[key])}`;
};

function otherText(random: Random, root: object): string {
  if (random.chance(0.4)) return random.pick(TEXTS);
  const { holder, key } = random.pick(placesIn(root, (each) => typeof each === 'string', fields));
  return holder[key] as string;
}

const rearrange: Change = ({ holder, key }, random) => {
  if (!Array.isArray(holder[key])) return undefined;
  const list = holder[key] as unknown[];
  const way = random.pick(['left out', 'doubled', 'shuffled', 'emptied', 'repeated'] as const);
  const at = random.integer(0, Math.max(0, list.length - 1));
  if (way === 'left out') list.splice(at, 1);
  if (way === 'doubled') list.splice(at, 0, ...list.slice(at, at + 1));
  if (way === 'shuffled') list.splice(0, list.length, ...random.shuffled(list));
  if (way === 'emptied') list.length = 0;
  if (way === 'repeated')
    list.push(...Array.from({ length: 300 }, () => list[at]).filter((each) => each !== undefined));
  return `${way}, ${at}`;
};

const remove: Change = ({ holder, key }) => {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (typeof holder[key] === 'object') holder[key] = undefined;
  else return undefined;
  return 'left out';
};

/** A message takes the place of another one of its type. */
const copyOver: Change = (place, random, root) => {
  const type = typeOf(place.holder[place.key]);
  const others = placesIn(root, (each) => type !== undefined && typeOf(each) === type, fields);
  if (others.length < 2) return undefined;
  const other = random.pick(others);
  if (`${place.path}/`.startsWith(`${other.path}/`)) return undefined;
  put(place, other.holder[other.key]);
  return `replaced by ${other.path}`;
};

const typeOf = (value: unknown): unknown => (Object(value) as { $typeName?: string }).$typeName;

const CHANGES: readonly Change[] = [vary, vary, vary, vary, rearrange, remove, copyOver];

/** Changes a decoded protobuf message in a few places. @returns what was changed */
export function mutateMessage(root: object, random: Random, hot: RegExp): string[] {
  const changes: string[] = [];
  const hotPlaces = placesIn(root, (_, path) => hot.test(path), fields);
  do {
    const place =
      random.chance(0.4) && hotPlaces.length
        ? random.pick(hotPlaces)
        : placeByWalk(root, random, fields);
    if (!place) break;
    const change = random.pick(CHANGES)(place, random, root);
    if (change) changes.push(`${place.path} ${change}`);
  } while (changes.length === 0 || (changes.length < 5 && random.chance(0.4)));
  return changes;
}
