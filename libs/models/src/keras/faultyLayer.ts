import type { KerasLayer } from './kerasLayer.js';
import { withoutUnknown } from './withoutUnknown.js';

/**
 * The first layer, in the order of the file, without which a model can be built: tfjs does not name it.
 * @param builds whether tfjs can build a model
 */
export async function faultyLayer(
  model: KerasLayer,
  builds: (model: KerasLayer) => Promise<boolean>,
): Promise<KerasLayer | undefined> {
  const layers = model.config.layers!;
  const upTo = (count: number): KerasLayer => {
    const later = new Set(layers.slice(count));
    return withoutUnknown(model, (layer) => (later.has(layer) ? 'it stands later' : undefined))
      .model;
  };
  let [good, bad] = [0, layers.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await builds(upTo(middle))) good = middle;
    else bad = middle;
  }
  return layers[bad - 1];
}
