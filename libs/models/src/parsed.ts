import { brief } from '@deconv/untrusted';
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
  const [{ message, path }] = result.issues;
  const keys = path?.map(({ key }) => `.${String(key)}`).join('') ?? '';
  throw new Error(
    `${where}${brief(keys)} of model.json: ${brief(message, 200)}; convert the model again`,
  );
}
