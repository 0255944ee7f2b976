import { html, nothing } from 'lit';
import type { FiltersView } from './FiltersView.js';
import { renderFilterGrid } from './renderFilterGrid.js';
import { renderFindings } from './renderFindings.js';
import { renderSizes } from './renderSizes.js';

/** One network: its filters, and what was found of them. With its name, where another one stands beside it. */
export function renderHalf(view: FiltersView, named: boolean) {
  const { results, network, layer } = view;
  const name =
    results.model.name === network.name ? network.name : `${results.model.name}, ${network.name}`;
  return html`
    <div class=${named ? 'half' : 'whole'}>
      ${named ? html`<h3 class="of">${name}</h3>` : nothing}
      <div class="seen">
        ${renderFilterGrid(view)}
        <p class="quiet">
          ${layer.drawn ? `Filters ${layer.drawn.shown}; each by its own largest weight, grey is zero.` : 'The document has no pictures of filters.'}
        </p>
      </div>
      <div class="said">${renderFindings(view)} ${renderSizes(view)}</div>
    </div>
  `;
}
