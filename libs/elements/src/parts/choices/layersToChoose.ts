import type { LayerSummary, ModelSummary } from '@deconv/engine';

/** The layers a reader chooses from: the convolutions, as in the paper, or all where a network has none. */
export function layersToChoose({ layers }: ModelSummary): LayerSummary[] {
  const convolutions = layers.filter(({ kind }) => /conv/i.test(kind));
  return convolutions.length ? convolutions : layers;
}
