/** Any value, of which one may ask what it has by a name. */
type Unknown = Readonly<Record<string, unknown>>;

/**
 * A list that came as JSON.
 * @param fits whether an entry is as it should be
 * @param said how the list is called, for the message: `The lessons at lessons.json`
 * @param form of the list, for the message
 * @throws Error where it is no list, or says which entry is not as it should be
 */
export function requireList<T>(
  json: unknown,
  fits: (entry: Unknown) => boolean,
  { said, form }: { said: string; form: string },
): T[] {
  if (!Array.isArray(json)) throw new Error(`${said} are no list; expected JSON, ${form}.`);
  const wrong = json.findIndex((entry) => !fits(Object(entry) as Unknown));
  if (wrong < 0) return json as T[];
  throw new Error(`${said} are not as expected at [${wrong}]; expected ${form}.`);
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

/** An address that can be followed from where a list lies. */
export const leads = (value: unknown, address: URL): boolean =>
  isText(value) && URL.canParse(value, address);
