import type { Picture } from '@deconv/engine';
import { html } from 'lit';
import '../../drawing/PixelView.js';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import type { OcclusionView } from './OcclusionView.js';
import { placeInMap } from './Place.js';

interface Board {
  picture: Picture;
  label: string;
}

/** A map with the square's place marked; a press or a drag on it moves the square there. */
export function renderBoard({ results, place, onPlace }: OcclusionView, { picture, label }: Board) {
  const { rows, cols } = results.grid;
  const side = Math.max(rows, cols);
  const drag = (event: PointerEvent): void =>
    trackPointer(event, (x, y) => onPlace(placeInMap(x, y, results.grid)));
  return html`
    <deconv-pixels class="board" role="img" aria-label=${label} .picture=${picture}>
      <svg
        viewBox="0 0 ${side} ${side}"
        aria-hidden="true"
        @pointerdown=${drag}
        @pointermove=${drag}
      >
        <rect class="halo" x=${place.column} y=${place.row} width="1" height="1" />
        <rect class="mark" x=${place.column} y=${place.row} width="1" height="1" />
      </svg>
    </deconv-pixels>
  `;
}
