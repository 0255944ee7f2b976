import type { Disagreement } from './Disagreement.js';
import { named } from './explain.js';

/** Layers that were asked for, and of which a table says nothing. */
export function missingLayers(
  path: string,
  table: Record<string, unknown>,
  layers: readonly string[],
): Disagreement[] {
  return layers
    .filter((layer) => !Object.hasOwn(table, layer))
    .map((layer) => ({
      path: `${path}${named(layer)}`,
      expected: 'what options.layers names',
      found: undefined,
    }));
}
