/** What is wrong with names of an attribute, where there are none such: nothing, in an empty list. */
export function noneOf(
  attribute: string,
  asked: readonly (string | undefined)[] | undefined,
  known: readonly string[],
): string[] {
  const unknown = (asked ?? []).filter((name) => name !== undefined && !known.includes(name));
  return unknown.map(
    (name) =>
      `${attribute} is “${name}”; expected one of ${known.join(', ') || 'none: there is none'}.`,
  );
}
