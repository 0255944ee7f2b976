import { formatNumber } from '../grid/formatNumber.js';
import type { Pane } from './LensController.js';
import { unitName } from './LensView.js';
import type { Pixel } from './Pixel.js';

/** A place in the picture with the strongest unit of each layer there, in sentences. */
export function lensInWords(panes: readonly Pane[], place: Pixel | undefined): string {
  if (!place) return '';
  return `${placeInWords(place)}: ${panes.map(paneInWords).join('; ')}.`;
}

export function placeInWords([row, column]: Pixel): string {
  return `row ${row}, column ${column}`;
}

function paneInWords({ layer, view, fresh }: Pane): string {
  if (!fresh) return `${layer.name}, not there yet`;
  if (!view) return `${layer.name}, nothing active`;
  return `${unitName(view)}, activation ${formatNumber(view.activation)}`;
}
