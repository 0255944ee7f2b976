/** Numbers of a document by the fields that they stand in, whichever entry of a list it is. */
type Fields = Map<string, number[]>;

/** Fields that say where and how a document was made, and how it names things: WebGL makes whole passes. */
const OWN =
  /^(backend|macs\.executed|data\.name|model\.name|options\.landmarks|networks\.name)$|(patch|projection|picture)$/;

/** What two documents differ in, in words: numbers by more than a share of the largest in their field. */
export function differences(actual: unknown, expected: unknown, tolerance: number): string[] {
  const [a, b] = [leaves(actual), leaves(expected)];
  const found: string[] = [];
  const fields = fieldsOf(b);
  for (const path of new Set([...a.keys(), ...b.keys()])) {
    const field = path.replace(/\.\d+(?=\.|$)/g, '');
    if (OWN.test(field)) continue;
    const [x, y] = [a.get(path), b.get(path)];
    if (typeof x === 'number' && typeof y === 'number') {
      const largest = Math.max(...fields.get(field)!.map(Math.abs));
      if (Math.abs(x - y) <= tolerance * largest) continue;
    } else if (x === y) continue;
    found.push(`${path}: ${String(x)}, not ${String(y)}`);
  }
  return found;
}

function fieldsOf(values: ReadonlyMap<string, unknown>): Fields {
  const fields: Fields = new Map();
  for (const [path, value] of values) {
    if (typeof value !== 'number') continue;
    const field = path.replace(/\.\d+(?=\.|$)/g, '');
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

function leaves(value: unknown, path = '', found = new Map<string, unknown>()) {
  if (typeof value !== 'object' || value === null) return found.set(path, value);
  // An image is named by its path to the command, by its name to the page.
  for (const [key, each] of Object.entries(value as Record<string, unknown>)) {
    const named = key === 'image' && typeof each === 'string' ? each.split('/').at(-1) : each;
    leaves(named, path ? `${path}.${key}` : key, found);
  }
  return found;
}
