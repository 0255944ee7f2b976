import type { Pixel } from '../../parts/place/Pixel.js';
import { formatNumber } from '../../words/formatNumber.js';
import { mapName } from '../../words/mapName.js';
import { positionInWords } from '../../words/positionInWords.js';
import type { Pane } from './Pane.js';

/** A place in the picture with the strongest unit of each layer there, in sentences. */
export function lensInWords(panes: readonly Pane[], place: Pixel | undefined): string {
  if (!place) return '';
  return `${positionInWords(place)}: ${panes.map(paneInWords).join('; ')}.`;
}

function paneInWords({ layer, view, fresh }: Pane): string {
  if (!fresh) return `${layer.name}, not there yet`;
  if (!view) return `${layer.name}, nothing active`;
  return `${mapName(view)}, activation ${formatNumber(view.activation)}`;
}
