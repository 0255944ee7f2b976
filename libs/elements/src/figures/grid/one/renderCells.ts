import type { ModelSummary, UnitView } from '@deconv/engine';
import { html } from 'lit';
import '../../../drawing/PixelView.js';
import { unitPictures } from '../../../drawing/unitPictures.js';
import { moveFocus } from '../../../parts/choices/moveFocus.js';
import { formatNumber } from '../../../words/formatNumber.js';
import type { Projections } from './ProjectionController.js';

export const GRID_CELLS = 9;

interface CellsParts {
  projections: Projections | undefined;
  model: ModelSummary | undefined;
  selected: number;
  onSelect: (index: number) => void;
  /** A cell under the pointer or in focus; undefined when it is left. */
  onPoint: (index: number | undefined) => void;
}

/** Nine units, strongest first, as one radio group: a single tab stop, arrow keys choose. */
export function renderCells(parts: CellsParts) {
  const { projections } = parts;
  if (!projections) return renderEmptyCells();
  return html`
    <div
      class="cells"
      role="radiogroup"
      aria-label="Strongest channels of ${projections.layer}"
      @keydown=${moveFocus}
    >
      ${projections.views.map((view, index) => renderCell(view, index, projections, parts))}
    </div>
  `;
}

function renderCell(view: UnitView, index: number, projections: Projections, parts: CellsParts) {
  const { patch, projection, scale } = unitPictures(view, projections, parts.model);
  const chosen = index === parts.selected;
  const activation = formatNumber(view.activation);
  const [row, column] = view.at;
  return html`
    <button
      type="button"
      class="cell"
      role="radio"
      aria-checked=${chosen}
      tabindex=${chosen ? 0 : -1}
      aria-label="Map ${view.channel}, activation ${activation}, at row ${row}, column ${column}"
      title="Full colour: ±${formatNumber(scale)}"
      @click=${() => parts.onSelect(index)}
      @focus=${() => parts.onPoint(index)}
      @blur=${() => parts.onPoint(undefined)}
      @pointerenter=${() => parts.onPoint(index)}
      @pointerleave=${() => parts.onPoint(undefined)}
    >
      <deconv-pixels class="patch" .picture=${patch}></deconv-pixels>
      <deconv-pixels .picture=${projection}></deconv-pixels>
      <span class="map">map ${view.channel}</span>
      <span class="activation">${activation}</span>
    </button>
  `;
}

function renderEmptyCells() {
  return html`
    <div class="cells" aria-hidden="true">
      ${Array.from(
        { length: GRID_CELLS },
        () => html`
          <div class="cell">
            <deconv-pixels class="patch"></deconv-pixels>
            <deconv-pixels></deconv-pixels>
            <span class="map">&nbsp;</span>
          </div>
        `,
      )}
    </div>
  `;
}
