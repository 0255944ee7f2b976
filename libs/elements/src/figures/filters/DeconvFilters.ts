import type { NamedPicture } from '@deconv/engine';
import { diagnoseFormat } from '@deconv/results';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import { LiveController, type RequestOf } from '../../frame/LiveController.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { tell } from '../../parts/controllers/tell.js';
import { loadResults, type Loaded } from '../../parts/fetching/loadResults.js';
import { ResultsController } from '../../parts/results/ResultsController.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { noneOf } from '../../words/faults/noneOf.js';
import type { FiltersView } from './FiltersView.js';
import { filterInWords } from './filterInWords.js';
import { filtersStyles } from './filtersStyles.js';
import { isDocument } from './isDocument.js';
import { renderFiltersTable } from './renderFiltersTable.js';
import { renderHalf } from './renderHalf.js';

/**
 * The filters of each layer, and what they say of a network: which dominate, are hardly there, alike or dead. From a
 * document of `deconv diagnose`, or computed here.
 *
 * @slot - A poster: stands in the figure's place until a document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - A document has been read, or computed.
 * @fires progress - It computes: `{ fraction, message }`.
 * @fires error - A document could not be read, or computing stopped; the figure says why.
 * @fires deconv-origin - What is drawn was computed here, or is the document again: `{ computed }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-filter - The reader chose a filter: `{ layer, filter }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart choice - Where a layer, or a checkpoint, is chosen.
 * @csspart filters - All filters of the layer.
 * @csspart filter - The chosen one.
 * @csspart run - Where the figure is made to compute.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that has nothing to draw.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Colour of marks and choices.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-filters')
export class DeconvFilters extends FigureElement<'diagnose'> {
  static override styles = filtersStyles;

  @property({ reflect: true }) layer: string | undefined;
  /** What stands beside it: the address of another document, or of another model folder, which is computed when asked. */
  @property({ reflect: true }) compare: string | undefined;

  @state() private shown: number | undefined;
  /** Number of the filter that is looked at, from 0. */
  @property({ attribute: false }) filter = 0;
  @state() private otherFilter = 0;
  @state() private numbers = false;

  readonly #otherFile: ResultsController<Loaded<'diagnose'>>;
  readonly #otherLive: LiveController<'diagnose'>;

  constructor() {
    super(diagnoseFormat, 'none');
    const model = (): string | undefined => (isDocument(this.compare) ? undefined : this.compare);
    this.#otherFile = new ResultsController(this, {
      src: () => (isDocument(this.compare) ? this.compare : undefined),
      load: (src, signal) => loadResults(src, [diagnoseFormat], signal),
    });
    this.#otherLive = new LiveController<'diagnose'>(this, () => ({
      wanted: this.wanted,
      engine: this.engine,
      model: model(),
      random: undefined,
      images: this.images,
      request: (photos) => this.request(photos),
      unfit: () => [],
      failed: undefined,
    }));
  }

  protected override begin(): void {
    this.shown = undefined;
    this.filter = 0;
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'diagnose'> {
    return { probe: 'diagnose', ...(photos.length ? { images: [...photos] } : {}) };
  }

  protected override faultsOf(loaded: Loaded<'diagnose'> | undefined): readonly string[] {
    const network = loaded?.results.networks.at(this.shown ?? -1);
    const layers = network?.layers.map(({ layer }) => layer);
    return [
      ...(layers ? noneOf('layer', [this.layer], layers) : []),
      ...(layers?.length === 0
        ? ['layers of the document is []: there is nothing of it to draw.']
        : []),
      ...(this.#otherFile.problem === undefined ? [] : [this.#otherFile.problem]),
    ];
  }

  protected override computeAgain(): void {
    super.computeAgain();
    if (this.#otherLive.stage === 'error') this.#otherLive.retry();
  }

  protected override get alsoFailed(): unknown {
    return this.#otherLive.problem;
  }

  protected override renderBody(loaded: Loaded<'diagnose'>) {
    const view = this.#view(loaded);
    if (!view) return html`<p>The document holds no filters.</p>`;
    const other = this.#otherView(view);
    return html`
      <div class="choices">${this.#renderNetworks(view)} ${this.#renderLayers(view)}</div>
      ${other ? html`<div class="halves">${[view, other].map((each) => renderHalf(each, true))}</div>` : renderHalf(view, false)}
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () =>
          html`${[view, ...(other ? [other] : [])].map((each) => renderFiltersTable(each.layer))}`,
      )}
    `;
  }

  protected override inWords(loaded: Loaded<'diagnose'>): string {
    const view = this.#view(loaded);
    return view ? `${view.layer.layer}, ${filterInWords(view.filter, view.layer)}.` : '';
  }

  /** The last network, unless another was chosen: the end of a training. And its first layer, unless named otherwise. */
  #view(loaded: Loaded<'diagnose'>): FiltersView | undefined {
    const network = loaded.results.networks.at(this.shown ?? -1);
    const layer = network?.layers.find(({ layer }) => layer === this.layer) ?? network?.layers[0];
    if (!network || !layer) return undefined;
    return {
      ...loaded,
      ...{ network, layer },
      filter: Math.min(this.filter, layer.filters - 1),
      onFilter: (filter) => {
        this.filter = filter;
        tell(this, 'deconv-filter', { layer: layer.layer, filter });
      },
    };
  }

  /** The same layer of the network beside it, or the one at its place. */
  #otherView({ network: one, layer: shown }: FiltersView): FiltersView | undefined {
    const loaded = this.#otherLive.computed ?? this.#otherFile.loaded;
    const network = loaded?.results.networks.at(-1);
    const layer =
      network?.layers.find(({ layer }) => layer === shown.layer) ??
      network?.layers[one.layers.indexOf(shown)];
    if (!loaded || !network || !layer) return undefined;
    return {
      ...loaded,
      ...{ network, layer },
      filter: Math.min(this.otherFilter, layer.filters - 1),
      onFilter: (filter) => (this.otherFilter = filter),
    };
  }

  #renderNetworks({ results: { networks }, network }: FiltersView) {
    if (networks.length < 2) return nothing;
    return renderChoice({
      legend: 'Checkpoint',
      name: 'network',
      options: networks.map(({ name }, i) => ({ value: String(i), label: name })),
      chosen: String(networks.indexOf(network)),
      onChoose: (value) => (this.shown = Number(value)),
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
        this.otherFilter = 0;
        tell(this, 'deconv-layer', { layer: name });
      },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-filters': DeconvFilters;
  }
}
