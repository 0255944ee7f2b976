import type { Results } from '@deconv/results';

/** Without any of these there is nothing to draw of a document. */
const LISTS: Partial<Record<Results['probe'], readonly string[]>> = {
  top: ['layers'],
  attribute: ['images'],
  invariance: ['images', 'options.layers'],
  evolution: ['checkpoints', 'maps'],
  diagnose: ['networks'],
  correspond: ['options.layers'],
  transfer: ['measures'],
  layers: ['measures'],
  ablate: ['networks'],
};

/** What is wrong with a document that is sound, but holds nothing to draw. */
export function emptyLists(results: Results): string[] {
  const empty = (LISTS[results.probe] ?? []).filter((path) => {
    const found = path
      .split('.')
      .reduce<unknown>((at, key) => (Object(at) as Record<string, unknown>)[key], results);
    return Array.isArray(found) && found.length === 0;
  });
  return empty.map((path) => `${path} of the document is []: there is nothing of it to draw.`);
}
