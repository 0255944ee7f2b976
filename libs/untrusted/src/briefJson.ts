import { brief } from './brief.js';

/** How deep and how far a value is looked into for a message. */
const LEVELS = 2;
const ENTRIES = 4;

/** The beginning of a value as JSON tells it, for a message: `[1,"a",…`. Never walks through the whole of it. */
export function briefJson(value: unknown, most = 60): string {
  if (value === undefined) return 'missing';
  return brief(JSON.stringify(shallow(value, LEVELS)), most);
}

function shallow(value: unknown, levels: number): unknown {
  if (typeof value === 'string') return value.slice(0, 200);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) {
    const first = value.slice(0, ENTRIES).map((each) => shallow(each, levels - 1));
    return value.length > ENTRIES ? [...first, '…'] : first;
  }
  const entries = Object.entries(value).slice(0, ENTRIES);
  return Object.fromEntries(entries.map(([key, each]) => [key, shallow(each, levels - 1)]));
}
