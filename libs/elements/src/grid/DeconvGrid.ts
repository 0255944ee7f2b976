import { Task } from '@lit/task';
import type { Engine, RuleName } from '@deconv/engine';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { DropController } from '../controllers/DropController.js';
import { NearViewportController } from '../controllers/NearViewportController.js';
import { PasteController } from '../controllers/PasteController.js';
import { ProjectionController, type Projections } from '../controllers/ProjectionController.js';
import type { PhotoSource } from '../photo/PhotoSource.js';
import type { Sample } from '../photo/Sample.js';
import { loadSamples } from '../photo/loadSamples.js';
import { TopFigure } from '../top/TopFigure.js';
import { topStyles } from '../top/topStyles.js';
import { announcement } from './announcement.js';
import { gridStyles } from './gridStyles.js';
import { layersToChoose } from './layersToChoose.js';
import { GRID_CELLS, renderCells } from './renderCells.js';
import { renderDetail } from './renderDetail.js';
import { renderIntake } from './renderIntake.js';
import { renderLayerChooser } from './renderLayerChooser.js';
import { renderPhoto } from './renderPhoto.js';
import { renderPredictions } from './renderPredictions.js';
import { renderRuleSwitch } from './renderRuleSwitch.js';
import { renderStatus } from './renderStatus.js';

/**
 * A photo, a layer, and the nine units of that layer that respond most, each beside its projection. With `src` it computes
 * nothing: it draws a document that `deconv top` wrote, the images that excite each feature map most.
 *
 * @slot - Stands in the figure's place until the document at `src` is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @slot try - Links or buttons that set the figure's state.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-rule - The reader chose a rule: `{ rule }`.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @fires deconv-map - The reader chose a feature map of the document: `{ layer, channel }`.
 * @fires deconv-unit - The reader chose a unit: `{ layer, channel, at }`.
 */
@customElement('deconv-grid')
export class DeconvGrid extends LitElement {
  static override styles = [gridStyles, topStyles];

  /** Address of a document of results, to be drawn instead of computing. */
  @property() src: string | undefined;
  /** Address of a model folder. */
  @property() model: string | undefined;
  /** Address of a list of sample photos; the first is shown until the reader chooses. */
  @property() samples: string | undefined;
  @property({ reflect: true }) layer: string | undefined;
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** What computes. The figure rests until it is given one. */
  @property({ attribute: false }) engine: Engine | undefined;

  @state() private source: PhotoSource | undefined;
  @state() private selected = 0;
  @state() private pointed: number | undefined;

  readonly #near = new NearViewportController(this);
  readonly #drop = new DropController(this, (files) => this.#take(files));
  readonly #samples = new Task(this, {
    args: () => [this.#near.reached ? this.samples : undefined] as const,
    task: async ([url], { signal }): Promise<Sample[]> => (url ? loadSamples(url, signal) : []),
  });
  readonly #work = new ProjectionController(this, () => ({
    engine: this.#near.reached ? this.engine : undefined,
    model: this.model,
    source: this.source ?? sourceOf(this.#samples.value?.[0]),
    layer: this.layer,
    rule: this.rule,
    count: GRID_CELLS,
  }));
  readonly #top = new TopFigure(this);
  #shown: Projections | undefined;

  constructor() {
    super();
    new PasteController(this, (files) => this.#take(files));
  }

  override willUpdate(): void {
    const { projections } = this.#work;
    const sameUnits =
      projections?.photo === this.#shown?.photo && projections?.layer === this.#shown?.layer;
    if (!sameUnits) this.selected = 0;
    this.#shown = projections;
  }

  override render() {
    return this.src === undefined ? this.#renderLive() : this.#top.render();
  }

  #renderLive() {
    const { stage, projections } = this.#work;
    const busy = stage === 'loading' || stage === 'computing';
    return html`
      <figure class="plate ${stage}" aria-busy=${busy}>
        <slot name="title"></slot>
        <div class="body">
          <div class="aside">
            <div class="given">${this.#renderPhoto()} ${this.#renderIntake()}</div>
            <div class="guesses">${renderPredictions(this.#work.photo?.predictions ?? [])}</div>
          </div>
          <div class="main">
            <div class="controls">${this.#renderControls()}</div>
            <div class="results">${this.#renderCells()} ${this.#renderProblem()}</div>
            ${renderDetail(projections, projections?.views[this.selected], this.#work.model)}
          </div>
        </div>
        ${renderStatus(this.#work)}
        <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
        <progress max="1" .value=${this.#work.progress} aria-label="Loading the network"></progress>
        ${this.#drop.over ? html`<p class="drop">Drop it: this network will look at it</p>` : nothing}
      </figure>
      <p class="unseen" role="status">${announcement(this.#work)}</p>
    `;
  }

  #renderPhoto() {
    const { photo, picture, projections } = this.#work;
    const views = projections && projections.photo === photo ? projections.views : [];
    return renderPhoto({
      photo,
      preview: picture,
      alt: photo?.alt ?? '',
      views,
      marked: views[this.pointed ?? this.selected],
    });
  }

  #renderIntake() {
    return renderIntake({
      samples: this.#samples.value ?? [],
      chosen: this.#chosenSample(),
      problem: this.#work.photoError?.message ?? errorText(this.#samples.error),
      onSample: (sample) => this.#look(sourceOf(sample), sample.label),
      onFiles: (files) => this.#take(files),
    });
  }

  #renderControls() {
    const { model, layer } = this.#work;
    return html`
      ${renderLayerChooser({
        layers: model ? layersToChoose(model) : [],
        inputSize: model?.inputSize ?? 1,
        chosen: layer,
        onLayer: (name) => {
          this.layer = name;
          this.#tell('deconv-layer', { layer: name });
        },
      })}
      ${renderRuleSwitch(this.rule, (rule) => {
        this.rule = rule;
        this.#tell('deconv-rule', { rule });
      })}
    `;
  }

  #renderCells() {
    return renderCells({
      projections: this.#work.projections,
      model: this.#work.model,
      selected: this.selected,
      onSelect: (index) => this.#select(index),
      onPoint: (index) => (this.pointed = index),
    });
  }

  #renderProblem() {
    const { error, stage } = this.#work;
    if (stage !== 'error' || !error) return nothing;
    return html`
      <div class="failure">
        <h3>The computing stopped</h3>
        <p>${error.message}</p>
        <button type="button" class="button" @click=${() => this.#work.retry()}>Try again</button>
      </div>
    `;
  }

  #chosenSample(): string | undefined {
    const from = (this.source ?? sourceOf(this.#samples.value?.[0]))?.from;
    return typeof from === 'string' ? from : undefined;
  }

  #take([file]: File[]): void {
    // A document shows the photos it was measured on.
    if (file && this.src === undefined)
      this.#look({ from: file, alt: file.name || 'Your photo' }, file.name);
  }

  #look(source: PhotoSource | undefined, label: string): void {
    this.source = source;
    this.#tell('deconv-photo', { label });
  }

  #select(index: number): void {
    this.selected = index;
    const view = this.#work.projections?.views[index];
    if (view) this.#tell('deconv-unit', { layer: view.layer, channel: view.channel, at: view.at });
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** One source object a sample: a new one on every render would count as a new wish. */
const sources = new WeakMap<Sample, PhotoSource>();

function sourceOf(sample: Sample | undefined): PhotoSource | undefined {
  if (!sample) return undefined;
  const source = sources.get(sample) ?? { from: sample.file, alt: sample.alt };
  sources.set(sample, source);
  return source;
}

function errorText(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-grid': DeconvGrid;
  }
}
