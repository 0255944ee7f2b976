import { briefJson } from '@deconv/untrusted';

/**
 * Class names from labels.json: a list of names, or of `{index, wnid, name}`.
 * @param classes how many the network tells apart, where that is known
 * @throws TypeError where it is neither, names a class twice, or not as many as there are
 */
export function readLabels(json: unknown, classes?: number): string[] {
  if (!Array.isArray(json))
    throw new TypeError(
      `labels.json: expected a list of names or of {index, wnid, name}, not ${json === null ? 'null' : typeof json}`,
    );
  const labels: string[] = [];
  json.forEach((entry: unknown, i) => {
    const { index = i, name = entry } = Object(entry) as { index?: unknown; name?: unknown };
    if (typeof name !== 'string')
      throw new TypeError(`labels.json: entry ${i} is neither a name nor {index, wnid, name}`);
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= json.length)
      throw new TypeError(
        `labels.json: entry ${i} has index ${briefJson(index)}; expected a whole number from 0 to ${json.length - 1}`,
      );
    if (labels[index as number] !== undefined)
      throw new TypeError(`labels.json: two entries have index ${String(index)}`);
    labels[index as number] = name;
  });
  if (classes !== undefined && labels.length !== classes)
    throw new TypeError(
      `labels.json: ${labels.length} names, but the network tells ${classes} classes apart`,
    );
  return labels;
}
