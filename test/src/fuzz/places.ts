import type { Random } from '@deconv/datasets';

/** A value where it stands: in a list by its index, in a record by its name. */
export interface Place {
  holder: Record<string, unknown>;
  key: string;
  /** As a reader finds it, from the root. */
  path: string;
}

/** What a walk goes into. */
export type IsInside = (holder: object, key: string) => boolean;

const namesIn = (value: unknown, inside: IsInside): string[] =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
    ? Object.keys(value).filter((key) => inside(value, key))
    : [];

/** A place of a tree: at every fork one way, all alike, so that a list of a thousand numbers is met as often as one name. */
export function placeByWalk(
  root: unknown,
  random: Random,
  inside: IsInside = () => true,
): Place | undefined {
  let [holder, path]: [unknown, string] = [root, ''];
  let names = namesIn(holder, inside);
  if (names.length === 0) return undefined;
  for (;;) {
    const key = random.pick(names);
    path += `/${key.slice(0, 40)}`;
    const value = (holder as Record<string, unknown>)[key];
    names = namesIn(value, inside);
    if (names.length === 0 || random.chance(0.15))
      return { holder: holder as Record<string, unknown>, key, path };
    holder = value;
  }
}

/** Every place of a tree that is wanted. */
export function placesIn(
  root: unknown,
  wanted: (value: unknown, path: string) => boolean,
  inside: IsInside = () => true,
): Place[] {
  const found: Place[] = [];
  const open: [unknown, string][] = [[root, '']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [holder, above] = next;
    for (const key of namesIn(holder, inside)) {
      const value = (holder as Record<string, unknown>)[key];
      const path = `${above}/${key.slice(0, 40)}`;
      if (wanted(value, path)) found.push({ holder: holder as Record<string, unknown>, key, path });
      open.push([value, path]);
    }
  }
  return found;
}

/** Sets a value, also one that is called as what every object has. */
export function put({ holder, key }: Pick<Place, 'holder' | 'key'>, value: unknown): void {
  const rest = { configurable: true, enumerable: true, writable: true };
  Object.defineProperty(holder, key, { value, ...rest });
}
