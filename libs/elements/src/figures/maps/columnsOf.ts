import type { LayerSummary, ModelSummary } from '@deconv/engine';
import { lensLayers } from '../../parts/choices/lensLayers.js';

/**
 * The layers that get a column, first to last: those that a lens looks through. Where another is asked for, it takes the
 * place of the one that comes next.
 */
export function columnsOf(model: ModelSummary, asked: string | undefined): LayerSummary[] {
  const columns = lensLayers(model, []);
  const numberOf = ({ name }: LayerSummary): number =>
    model.layers.findIndex((layer) => layer.name === name);
  const wished = model.layers.find(({ name }) => name === asked);
  if (!wished || columns.includes(wished)) return columns;
  const next = columns.findIndex((layer) => numberOf(layer) > numberOf(wished));
  const place = next === -1 ? columns.length - 1 : next;
  return columns.map((layer, i) => (i === place ? wished : layer));
}
