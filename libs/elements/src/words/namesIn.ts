/** Names of an attribute, separated by commas; undefined where there are none. */
export function namesIn(list: string | undefined): string[] | undefined {
  const names = (list ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name);
  return given.length ? given : undefined;
}
