import { html, nothing } from 'lit';
import { moveFocus } from '../../parts/choices/moveFocus.js';
import type { FiltersView } from './FiltersView.js';
import { filterInWords } from './filterInWords.js';
import { marksOf } from './marksOf.js';

/** Up to so many there is room to draw them larger. */
const FEW = 64;

/** All filters of a layer as one radio group: a picture each, with the letters of what was found. */
export function renderFilterGrid(view: FiltersView) {
  const { layer } = view;
  return html`
    <div
      class="filters ${shape(layer)}"
      part="filters"
      role="radiogroup"
      aria-label="Filters of ${layer.layer}"
      @keydown=${moveFocus}
    >
      ${layer.rms.map((_, filter) => renderFilter(filter, view))}
    </div>
  `;
}

/** Filters of one position are rows of weights: one below the other. */
function shape({ drawn, filters }: FiltersView['layer']): string {
  if (drawn && drawn.width > drawn.height) return 'rows';
  return filters <= FEW ? 'few' : '';
}

function renderFilter(filter: number, view: FiltersView) {
  const { layer, onFilter } = view;
  const marks = marksOf(filter, layer);
  const chosen = filter === view.filter;
  return html`
    <button
      type="button"
      class="filter ${marks.length ? 'found' : ''}"
      role="radio"
      aria-checked=${chosen}
      aria-label=${filterInWords(filter, layer)}
      tabindex=${chosen ? 0 : -1}
      @click=${() => onFilter(filter)}
    >
      ${renderPicture(filter, view)}
      <span class="letters">${filter}${marks.map(({ letter }) => html` <b>${letter}</b>`)}</span>
    </button>
  `;
}

/** The part of the layer's picture that is this filter. */
export function renderPicture(filter: number, { layer, addressOf }: FiltersView) {
  const { drawn, filters } = layer;
  if (!drawn) return nothing;
  const style = [
    `aspect-ratio: ${drawn.width} / ${drawn.height}`,
    `background-image: url("${addressOf(drawn.picture)}")`,
    `background-size: 100% ${100 * filters}%`,
    `background-position: 0 ${filters > 1 ? (100 * filter) / (filters - 1) : 0}%`,
  ];
  return html`<span class="weights" .style=${style.join(';')}></span>`;
}
