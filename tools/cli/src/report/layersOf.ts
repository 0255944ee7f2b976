import type { Model } from '@deconv/models';
import { requireProjectable } from '@deconv/probes';
import { chooseLayers, RULE, type ChosenLayers } from './chooseLayers.js';

/** The layers that were asked for, or chosen ones. @throws Error for a layer that is not there, or cannot be projected */
export function layersOf(model: Model, names: readonly string[] | undefined): ChosenLayers {
  if (!names) return chooseLayers(model);
  for (const name of names) requireProjectable(model, name, RULE);
  return { names: [...names], why: 'The layers that were asked for.' };
}
