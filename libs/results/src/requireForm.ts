import * as v from 'valibot';
import { explain, issueInWords } from './explain.js';

/**
 * A value that came as JSON, checked.
 * @param what it is, for the message: `these results are damaged`
 * @throws Error that names the places that are not as the schema says, and what was expected there
 */
export function requireForm<T>(
  schema: v.GenericSchema<unknown, T>,
  json: unknown,
  what: string,
): T {
  const { success, output, issues } = v.safeParse(schema, json);
  if (!success) throw new Error(`${what}: ${explain(issues.map(issueInWords))}`);
  return output;
}
