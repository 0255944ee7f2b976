import type { AblateResults, LayersResults, TransferResults } from '@deconv/results';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { CitableElement } from '../../export/CitableElement.js';
import { renderPlate } from '../../frame/renderPlate.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { AnnouncementController } from '../../parts/controllers/AnnouncementController.js';
import { tell } from '../../parts/controllers/tell.js';
import { WidthController } from '../../parts/controllers/WidthController.js';
import { FaultController } from '../../parts/faults/FaultController.js';
import { ResultsController } from '../../parts/results/ResultsController.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { factsOf } from '../../words/factsOf.js';
import { emptyLists } from '../../words/faults/emptyLists.js';
import { noneOf } from '../../words/faults/noneOf.js';
import type { LineChart } from './Line.js';
import type { MeasuresResults } from './MeasuresResults.js';
import { filtersDiffer } from './filterMeasures.js';
import { layersChart } from './layersChart.js';
import { loadMeasures } from './loadMeasures.js';
import { measuresStyles } from './measuresStyles.js';
import { renderErrors } from './renderErrors.js';
import { renderFilterMeasures } from './renderFilterMeasures.js';
import { renderLines } from './renderLines.js';
import { renderDraws, renderRuns } from './renderMeasuresTables.js';
import { transferChart } from './transferChart.js';

/** From here on the key stands beside the chart, in CSS pixels: the share that is the chart's, and the gap between them. */
const [WIDE, GAP] = [736, 36];
/** The chart's share of the width, as in its styles: less, where many lines need a wide key. */
const shareOf = ({ lines }: LineChart): number => (lines.length > 4 ? 0.43 : 0.56);

/**
 * What experiments measured, with how far it spreads: accuracy by images a class (`deconv transfer`), accuracy by layer
 * (`deconv layers`), and the errors and filters of networks that differ in one thing (`deconv ablate`).
 *
 * @slot - A poster: stands in the figure's place until a document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - All documents have been read.
 * @fires error - A document could not be read; the figure says why.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart numbers - The table beside the chart, or around it.
 * @csspart filters - What was found of filters.
 * @csspart choice - Where a layer is chosen.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that has nothing to draw.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Colour of marks and choices.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-measures')
export class DeconvMeasures extends CitableElement {
  static override styles = measuresStyles;

  /** Address of a document of results, or of several of one kind, separated by blanks, which are drawn as one. */
  @property({ reflect: true }) src: string | undefined;
  /** Whose filters are looked at, where networks are told apart by them. */
  @property({ reflect: true }) layer: string | undefined;

  @state() private pointed: number | undefined;
  @state() private numbers = false;

  readonly #file = new ResultsController(this, {
    src: () => this.src,
    load: loadMeasures,
    onLoad: () => this.dispatchEvent(new Event('load')),
    onError: () => this.dispatchEvent(new Event('error')),
  });
  readonly #size = new WidthController(this);

  constructor() {
    super();
    new FaultController(this, () => this.#faults);
    new AnnouncementController(this, () => this.#said());
  }

  /** The documents that are drawn. */
  get results(): readonly MeasuresResults[] | undefined {
    return this.#file.loaded;
  }

  override toJSON(): object | undefined {
    return this.results?.length === 1 ? this.results[0] : this.results;
  }

  protected override get provenance(): object | undefined {
    return this.results?.map(({ probe, model, data, options, backend }) => ({
      ...{ probe, model, data, options, backend, src: this.src },
    }));
  }

  override render(): TemplateResult {
    const { results } = this;
    return renderPlate({
      name: this.figureName,
      stage: this.#file.stage,
      problem: this.#file.problem,
      retry: () => this.#file.retry(),
      progress: undefined,
      body: () => html`${results && this.#renderBody(results)}`,
      run: nothing,
      faults: this.#faults,
      facts: results ? this.#facts(results) : [],
      save: this.renderSave(),
      dropping: false,
    });
  }

  get #faults(): readonly string[] {
    const results = this.results ?? [];
    const layers = results.flatMap((each) =>
      each.probe === 'ablate' && filtersDiffer(each)
        ? (each.networks[0]?.runs[0]?.layers.map(({ layer }) => layer) ?? [])
        : [],
    );
    return [
      ...results.flatMap(emptyLists),
      ...(layers.length ? noneOf('layer', [this.layer], layers) : []),
    ];
  }

  #renderBody(results: readonly MeasuresResults[]) {
    const chart = chartOf(results);
    return chart ? this.#renderChart(chart) : this.#renderNetworks(results as AblateResults[]);
  }

  #renderChart(chart: LineChart) {
    const { width } = this.#size;
    return html`
      ${renderLines({
        chart,
        width: Math.floor(width < WIDE ? width : (width - GAP) * shareOf(chart)),
        pointed: this.pointed,
        onPoint: (place) => (this.pointed = place),
      })}
      ${this.#renderNumbers(() => renderDraws(chart))}
    `;
  }

  #renderNetworks(documents: readonly AblateResults[]) {
    return html`
      ${documents.map((each) => html`${renderErrors(each)} ${this.#renderFilters(each)}`)}
      ${this.#renderNumbers(() => html`${documents.map(renderRuns)}`)}
    `;
  }

  #renderFilters(document: AblateResults) {
    if (!filtersDiffer(document)) return nothing;
    const layers = document.networks[0]!.runs[0]!.layers.map(({ layer }) => layer);
    const chosen = layers.find((layer) => layer === this.layer) ?? layers[0];
    if (chosen === undefined) return nothing;
    return html`
      ${layers.length > 1 ? this.#renderLayers(layers, chosen) : nothing}
      ${renderFilterMeasures(document, chosen)}
    `;
  }

  #renderLayers(layers: readonly string[], chosen: string) {
    return html`<div class="layers">
      ${renderChoice({
        ...{ legend: 'Layer', name: 'layer', chosen },
        options: layers.map((layer) => ({ value: layer, label: layer })),
        onChoose: (layer) => {
          this.layer = layer;
          tell(this, 'deconv-layer', { layer });
        },
      })}
    </div>`;
  }

  #renderNumbers(tables: () => TemplateResult) {
    return renderNumbers(this.numbers, () => (this.numbers = !this.numbers), tables);
  }

  #facts(results: readonly MeasuresResults[]): [term: string, fact: string][] {
    const facts = results.flatMap(factsOf);
    return facts.filter(
      ([term, fact], i) => facts.findIndex((one) => one[0] === term && one[1] === fact) === i,
    );
  }

  #said(): string {
    const { results } = this;
    if (this.#file.problem) return this.#file.problem;
    if (!results) return '';
    const chart = chartOf(results);
    if (chart) return `Drawn. ${chart.title}: ${chart.lines.map(({ name }) => name).join('; ')}.`;
    return `Drawn. Errors of ${(results as AblateResults[]).flatMap(({ networks }) => networks).length} networks.`;
  }
}

/** What is drawn as lines; undefined for networks, which are rows. */
function chartOf(results: readonly MeasuresResults[]): LineChart | undefined {
  switch (results[0]?.probe) {
    case 'transfer':
      return transferChart(results as TransferResults[]);
    case 'layers':
      return layersChart(results as LayersResults[]);
    default:
      return undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-measures': DeconvMeasures;
  }
}
