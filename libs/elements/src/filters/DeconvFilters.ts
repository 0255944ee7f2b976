import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ResultsController } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { renderChoice } from '../results/renderChoice.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import type { FiltersView } from './FiltersView.js';
import { filterInWords } from './filterInWords.js';
import { filtersStyles } from './filtersStyles.js';
import { renderFilterGrid } from './renderFilterGrid.js';
import { renderFiltersTable } from './renderFiltersTable.js';
import { renderFindings } from './renderFindings.js';
import { renderSizes } from './renderSizes.js';

/**
 * The filters of each layer, and what they say of a network: which dominate, are hardly there, alike or dead. It draws a
 * document that `deconv diagnose` wrote.
 *
 * @slot - Stands in the figure's place until the document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @fires deconv-filter - The reader chose a filter: `{ layer, filter }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart choice - Where a layer, or a checkpoint, is chosen.
 * @csspart filters - All filters of the layer.
 * @csspart filter - The chosen one.
 * @csspart print - The small print.
 * @csspart error - The message in place of a document that could not be read.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 */
@customElement('deconv-filters')
export class DeconvFilters extends LitElement {
  static override styles = filtersStyles;

  /** Address of a document of results. */
  @property() src: string | undefined;
  @property({ reflect: true }) layer: string | undefined;

  @state() private network: number | undefined;
  @state() private filter = 0;
  @state() private numbers = false;

  readonly #document = new ResultsController(this, 'diagnose', () => {
    this.network = undefined;
    this.filter = 0;
  });

  override render() {
    const { stage, problem } = this.#document;
    const view = this.#view;
    return renderPlate({
      stage,
      problem,
      retry: () => this.#document.retry(),
      body: () => (view ? this.#renderBody(view) : html`<p>The document holds no filters.</p>`),
      facts: view ? factsOf(view.results) : [],
      announcement: view ? `${view.layer.layer}, ${filterInWords(view.filter, view.layer)}.` : '',
    });
  }

  /** The last network, unless another was chosen: the end of a training. And its first layer, unless named otherwise. */
  get #view(): FiltersView | undefined {
    const { loaded } = this.#document;
    const network = loaded?.results.networks.at(this.network ?? -1);
    const layer = network?.layers.find(({ layer }) => layer === this.layer) ?? network?.layers[0];
    if (!loaded || !network || !layer) return undefined;
    return {
      ...loaded,
      ...{ network, layer },
      filter: Math.min(this.filter, layer.filters - 1),
      onFilter: (filter) => this.#choose(filter, layer.layer),
    };
  }

  #renderBody(view: FiltersView) {
    return html`
      <div class="choices">${this.#renderNetworks(view)} ${this.#renderLayers(view)}</div>
      <div class="seen">
        ${renderFilterGrid(view)}
        <p class="quiet">
          ${view.layer.drawn ? `Filters ${view.layer.drawn.shown}; each by its own largest weight, grey is zero.` : 'The document has no pictures of filters.'}
        </p>
      </div>
      <div class="said">${renderFindings(view)} ${renderSizes(view)}</div>
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderFiltersTable(view.layer),
      )}
    `;
  }

  #renderNetworks({ results: { networks }, network }: FiltersView) {
    if (networks.length < 2) return nothing;
    return renderChoice({
      legend: 'Checkpoint',
      name: 'network',
      options: networks.map(({ name }, i) => ({ value: String(i), label: name })),
      chosen: String(networks.indexOf(network)),
      onChoose: (value) => (this.network = Number(value)),
    });
  }

  #renderLayers({ network: { layers }, layer }: FiltersView) {
    return renderChoice({
      legend: 'Layer',
      name: 'layer',
      options: layers.map(({ layer }) => ({ value: layer, label: layer })),
      chosen: layer.layer,
      onChoose: (name) => {
        this.layer = name;
        this.filter = 0;
      },
    });
  }

  #choose(filter: number, layer: string): void {
    this.filter = filter;
    const detail = { layer, filter };
    this.dispatchEvent(new CustomEvent('deconv-filter', { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-filters': DeconvFilters;
  }
}
