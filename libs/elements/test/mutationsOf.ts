/** JSON with one place changed. */
export interface Mutation {
  /** The place, and what stands there. */
  said: string;
  text: string;
}

type Steps = readonly (string | number)[];

/** So deep a list that whoever follows it down runs out of stack. */
const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

/** What stands in place of a part of a document, as JSON; NaN is written as null. */
const OTHERS: Readonly<Record<string, string>> = {
  ...{ null: 'null', true: 'true', text: '"toString"', blank: '""', zero: '0', half: '0.5' },
  ...{ negative: '-1', huge: '1e300', large: '1e9', list: '[]', object: '{}', deep: DEEP },
  ...{ script: '"javascript:alert(1)"', prototype: '{"__proto__":{"length":1}}' },
};

/**
 * Every document that differs from this one in one place: a part that is missing, other than it was, or there twice. Of
 * long lists only the first part and the last are changed. None is there twice.
 */
export function* mutationsOf(document: object): Generator<Mutation> {
  const known = new Set([JSON.stringify(document)]);
  for (const mutation of everyMutationOf(document)) {
    if (known.has(mutation.text)) continue;
    known.add(mutation.text);
    yield mutation;
  }
}

function* everyMutationOf(document: object): Generator<Mutation> {
  for (const steps of placesIn(document)) {
    const path = steps.join('.');
    yield { said: `${path} is missing`, text: without(document, steps) };
    for (const [name, json] of Object.entries(OTHERS))
      yield { said: `${path} is ${name}`, text: withJson(document, steps, json) };
    if (typeof steps.at(-1) === 'number')
      yield { said: `${path} is there twice`, text: twice(document, steps) };
  }
}

function* placesIn(value: unknown, steps: Steps = []): Generator<Steps> {
  if (steps.length) yield steps;
  if (typeof value !== 'object' || value === null) return;
  const keys = Array.isArray(value)
    ? [...new Set([0, value.length - 1])].filter((i) => i in value)
    : Object.keys(value);
  for (const key of keys)
    yield* placesIn((value as Record<string | number, unknown>)[key], [...steps, key]);
}

/** Stands for what is put in as JSON: nesting so deep cannot be written. */
const MARK = 'put here what was asked for';

function withJson(document: object, steps: Steps, json: string): string {
  return changed(document, steps, (at, key) => (at[key] = MARK)).replace(`"${MARK}"`, () => json);
}

function without(document: object, steps: Steps): string {
  return changed(document, steps, (at, key) => {
    if (Array.isArray(at)) at.splice(key as number, 1);
    else Reflect.deleteProperty(at, key);
  });
}

function twice(document: object, steps: Steps): string {
  return changed(document, steps, (at, key) => {
    if (Array.isArray(at)) at.splice(key as number, 0, at[key as number]);
  });
}

type Branch = Record<string | number, unknown>;

function changed(
  document: object,
  steps: Steps,
  change: (at: Branch, key: string | number) => void,
): string {
  const copy = structuredClone(document) as Branch;
  const at = steps.slice(0, -1).reduce((branch, key) => branch[key] as Branch, copy);
  change(at, steps.at(-1)!);
  return JSON.stringify(copy);
}
