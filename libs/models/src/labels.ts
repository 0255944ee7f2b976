/**
 * Class names from labels.json: a list of names, or of `{index, wnid, name}`.
 * @throws TypeError where it is neither
 */
export function readLabels(json: unknown): string[] {
  if (!Array.isArray(json)) throw new TypeError('labels.json: expected a list');
  const labels: string[] = [];
  json.forEach((entry: unknown, i) => {
    const { index = i, name = entry } = Object(entry) as { index?: number; name?: unknown };
    if (typeof name !== 'string')
      throw new TypeError(`labels.json: entry ${i} is neither a name nor {index, wnid, name}`);
    labels[index] = name;
  });
  return labels;
}
