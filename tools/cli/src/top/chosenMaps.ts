import type { TopLayer } from '@deconv/probes';
import type { TopSettings } from './topWork.js';

/** Layers with the numbers of their maps. */
export function chosenMaps(layers: readonly TopLayer[]): TopSettings['layers'] {
  return layers.map(({ layer, maps }) => ({
    layer,
    channels: maps.map(({ channel }) => channel),
  }));
}
