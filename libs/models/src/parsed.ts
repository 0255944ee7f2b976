import { brief, briefJson } from '@deconv/untrusted';
import * as v from 'valibot';

/**
 * A part of model.json that has the shape it should.
 * @throws Error that names the first field which has not
 */
export function parsed<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
  where: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [{ type, input, path, expected: asked }] = result.issues;
  const keys = path?.map(({ key }) => `.${String(key)}`).join('') ?? '';
  const expected = EXPECTED.get(type) ?? asked ?? type;
  const found = input === undefined ? 'missing' : `${briefJson(input)}; expected ${expected}`;
  throw new Error(`${where}${brief(keys)} of model.json is ${found}; convert the model again`);
}

/** What a schema asks for, in words, by the name that valibot has for it. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['safe_integer', 'a whole number that is not too large'],
  ['min_value', 'a number that is not negative'],
  ...['object', 'loose_object', 'record'].map((type) => [type, 'an object'] as const),
]);
