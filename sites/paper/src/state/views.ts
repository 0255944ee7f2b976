/** What single figures show, by figure and property: `lens.place` is `40,24`. What is as at the start is not in it. */
export type Views = ReadonlyMap<string, string>;

/** As long as a place or a name; longer ones were not made here. */
const LONGEST = 80;

/** What a link keeps of a figure, each a property of some elements that stands for itself, and how it is written. */
const FORMS: Readonly<Record<string, RegExp>> = {
  ...forms(
    /^\d{1,9}$/,
    'random',
    'step',
    'chosen',
    'checkpoint',
    'filter',
    'size',
    'stride',
    'run',
  ),
  ...forms(/^\d{1,5},\d{1,5}$/, 'place', 'square'),
  ...forms(/^[\w./: -]+$/, 'through', 'transform', 'control'),
};

function forms(form: RegExp, ...names: string[]): Record<string, RegExp> {
  return Object.fromEntries(names.map((name) => [name, form]));
}

/** The views that an address names; what is written wrongly is as at the start. */
export function viewsIn(search: string): Views {
  const given = [...new URLSearchParams(search)].filter(([key, value]) => {
    const [, name] = /^[a-z]+[.]([a-z]+)$/.exec(key) ?? [];
    return name && value.length <= LONGEST && FORMS[name]?.test(value);
  });
  return new Map(given);
}

/** The same as the part of an address. */
export function viewsInSearch(views: Views): URLSearchParams {
  return new URLSearchParams([...views]);
}

/** Numbers, names, and pairs of numbers: rows and columns. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return Object.values(typeof value === 'object' ? value : [value]).join();
}

/** What a text of a view stands for. */
export function valueOf(text: string): unknown {
  if (/^\d+$/.test(text)) return Number(text);
  return /^\d+,\d+$/.test(text) ? text.split(',').map(Number) : text;
}
