import { Task } from '@lit/task';
import type { ControlName, NamedPicture, RuleName } from '@deconv/engine';
import { topFormat } from '@deconv/results';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { citePhoto } from '../../export/citePhoto.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';
import { renderRandomSwitch } from '../../parts/choices/renderRandomSwitch.js';
import { layersToChoose } from '../../parts/choices/layersToChoose.js';
import { renderControlChoice } from '../../parts/choices/renderControlChoice.js';
import { renderRuleSwitch } from '../../parts/choices/renderRuleSwitch.js';
import { StageController } from '../../parts/controllers/StageController.js';
import { UnitController } from '../../parts/controllers/UnitController.js';
import { tell } from '../../parts/controllers/tell.js';
import { renderFaults } from '../../parts/faults/renderFaults.js';
import { renderFailure } from '../../parts/faults/renderFailure.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import type { PhotoSource } from '../../parts/photo/PhotoSource.js';
import type { Sample } from '../../parts/photo/Sample.js';
import { loadSamples } from '../../parts/photo/loadSamples.js';
import { sourceOf } from '../../parts/photo/sourceOf.js';
import { renderIntake } from '../../parts/photo/renderIntake.js';
import { namesIn } from '../../words/namesIn.js';
import { factsOf } from '../../words/factsOf.js';
import { mapName } from '../../words/mapName.js';
import { LOADING_NETWORK } from '../../words/stageInWords.js';
import type { Named } from '../../words/faults/unfit.js';
import { noneOf } from '../../words/faults/noneOf.js';
import { ProjectionController, type Projections } from './ProjectionController.js';
import { announcement } from './announcement.js';
import { gridStyles } from './gridStyles.js';
import { GRID_CELLS, renderCells } from './renderCells.js';
import { renderDetail } from './renderDetail.js';
import { renderLayerChooser } from './renderLayerChooser.js';
import { renderPhoto } from './renderPhoto.js';
import { renderPredictions } from './renderPredictions.js';
import { renderStatus } from './renderStatus.js';
import { TopFigure } from './top/TopFigure.js';
import { topStyles } from './top/topStyles.js';

/**
 * What excites the units of a layer most, each patch beside its projection.
 *
 * With `samples`, or without any photos: one photo, and the nine units of a layer that respond most to it. With `src` or
 * `images`: feature maps, each with the nine images that excite it most, from a document of `deconv top` or computed here.
 * Several photos that the reader drops lead from the first to the second.
 *
 * @slot - A poster: stands in the figure's place until there is more to see.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @slot try - Links or buttons that set the figure's state.
 * @slot error - Words in place of those above a message.
 * @fires load - A document has been read or computed, or the units of a photo are shown.
 * @fires progress - Something loads or computes: `{ fraction, message }`.
 * @fires error - Something stopped; the figure says what, and how to go on.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-rule - The reader chose a rule: `{ rule }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @fires deconv-control - The reader replaced something on the way down: `{ control }`.
 * @fires deconv-map - The reader chose a feature map: `{ layer, channel }`.
 * @fires deconv-unit - The reader chose a unit: `{ layer, channel, at, address }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn.
 * @csspart maps - The feature maps to choose from.
 * @csspart map - The chosen one.
 * @csspart unit - The chosen unit.
 * @csspart run - Where the figure is made to compute.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Buttons' and choices' colour.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-grid')
export class DeconvGrid extends FigureElement<'top'> {
  static override styles = [gridStyles, topStyles];

  /** Address of a list of sample photos; the first is shown until the reader chooses. */
  @property() samples: string | undefined;
  @property({ reflect: true }) layer: string | undefined;
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** Names of the layers to search over many images, separated by commas. Without it, as the command chooses. */
  @property({ reflect: true }) layers: string | undefined;
  /** Which maps of them: `0-15`, `3,7`, `random:6`. */
  @property({ reflect: true }) channels: string | undefined;

  @state() private source: PhotoSource | undefined;
  @state() private selected = 0;
  @state() private pointed: number | undefined;
  @state() private control: ControlName | undefined;

  readonly #samples = new Task(this, {
    args: () => [this.file.near ? this.samples : undefined] as const,
    task: async ([url], { signal }): Promise<Sample[]> => (url ? loadSamples(url, signal) : []),
    // Another list, another photo; the reader's choice stays where the list begins with it.
    onComplete: ([first]) => {
      if (first && this.source?.from !== first.file) this.source = undefined;
    },
  });
  readonly #work = new ProjectionController(this, () => ({
    engine: this.#one ? this.live.engine : undefined,
    model: this.network,
    source: this.#one ? (this.source ?? sourceOf(this.#samples.value?.[0])) : undefined,
    layer: this.layer,
    rule: this.rule,
    random: this.random,
    count: GRID_CELLS,
  }));
  readonly #replaced = new UnitController(this, () => ({
    engine: this.live.engine,
    photo: this.control && this.#work.projections?.photo.id,
    unit: this.#view && addressOf(this.#view),
    rule: this.rule,
    control: this.control,
  }));
  readonly #top = new TopFigure(this, () => ({
    live: this.live,
    model: this.network,
    loaded: this.loaded,
  }));
  #shown: Projections | undefined;

  constructor() {
    super(topFormat, 'several');
    new StageController(this, () => this.#standing);
  }

  protected override begin(): void {
    this.#top.begin();
  }

  protected override get named(): Named {
    return { layers: namesIn(this.layers) };
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'top'> | undefined {
    if (!photos.length) return undefined;
    const document = this.file.loaded?.results;
    const { channels, k, seed, rule } = document?.options ?? {};
    return {
      ...{ probe: 'top', images: [...photos] },
      ...given({
        layers: namesIn(this.layers) ?? document?.layers.map(({ layer }) => layer),
        channels: this.channels ?? channels,
        ...{ k, seed, rule: rule },
      }),
    };
  }

  protected override faultsOf(loaded: Loaded<'top'> | undefined): readonly string[] {
    const known = this.#one ? this.#work.model?.layers.map(({ name }) => name) : undefined;
    const layers = known ?? loaded?.results.layers.map(({ layer }) => layer);
    return [
      ...(layers?.length ? noneOf('layer', [this.layer], layers) : []),
      ...(this.#photoProblem === undefined ? [] : [this.#photoProblem]),
    ];
  }

  protected override renderBody(loaded: Loaded<'top'>) {
    return this.#top.renderBody(loaded);
  }

  protected override inWords({ results }: Loaded<'top'>): string {
    const layer = this.#top.layerOf(results);
    return layer ? `${layer.layer}: ${layer.maps.length} feature maps shown.` : '';
  }

  protected override facts({ results }: Loaded<'top'>): [term: string, fact: string][] {
    return [['Rule', results.options.rule], ...factsOf(results)];
  }

  override toJSON(): object | undefined {
    return this.#one ? citePhoto(this, this.#work, this.#work.projections?.views) : super.toJSON();
  }

  protected override get provenance(): object | undefined {
    return this.#one ? this.toJSON() : super.provenance;
  }

  /** One photo is looked at, instead of searching many. */
  get #one(): boolean {
    return this.src === undefined && !this.images?.length;
  }

  get #view() {
    return this.#work.projections?.views[this.selected];
  }

  override willUpdate(changed: Map<string, unknown>): void {
    super.willUpdate(changed);
    const { projections } = this.#work;
    const sameUnits =
      projections?.photo === this.#shown?.photo && projections?.layer === this.#shown?.layer;
    if (!sameUnits) this.selected = 0;
    this.#shown = projections;
  }

  override render() {
    return this.#one ? this.#renderOne() : super.render();
  }

  #renderOne() {
    const { stage, progress } = this.#standing;
    const busy = stage === 'loading' || stage === 'computing';
    return html`
      <figure
        class="plate ${stage}"
        part="plate"
        lang="en"
        aria-label=${this.figureName}
        aria-busy=${busy}
      >
        <slot name="title"></slot>
        <div class="body" part="body">
          <div class="aside">
            <div class="given">${this.#renderPhoto()} ${this.#renderIntake()}</div>
            <div class="guesses">${renderPredictions(this.#work.photo?.predictions ?? [])}</div>
          </div>
          <div class="main">
            <div class="controls">${this.#renderControls()}</div>
            <div class="results">
              ${this.#renderCells()} ${this.#renderDetail()} ${this.#renderAsk()}
              ${this.#renderProblem()}
            </div>
          </div>
        </div>
        ${renderFaults(this.faults.filter((fault) => fault !== this.#photoProblem))}
        ${renderStatus(this.#work, stage, this.renderSave())}
        <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
        <progress max="1" .value=${progress} aria-label=${LOADING_NETWORK}></progress>
        ${this.drop.over ? html`<p class="drop">Drop it: this network will look at it</p>` : nothing}
      </figure>
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
      problem: this.#photoProblem,
      onSample: (sample) => this.#look(sourceOf(sample), sample.label),
      onFiles: (files) => this.take(files),
    });
  }

  get #photoProblem(): string | undefined {
    return this.#work.photoError?.message ?? errorText(this.#samples.error);
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
          tell(this, 'deconv-layer', { layer: name });
        },
      })}
      ${renderRuleSwitch(this.rule, (rule) => {
        this.rule = rule;
        tell(this, 'deconv-rule', { rule });
      })}
      ${renderRandomSwitch(this.random, (random) => {
        this.random = random;
        this.run();
        tell(this, 'deconv-random', { random });
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

  #renderDetail() {
    return renderDetail({
      projections: this.#work.projections,
      view: (this.control && this.#replaced.view) ?? this.#view,
      model: this.#work.model,
      problem: this.#replaced.error?.message,
      controls: renderControlChoice(this.control, (control) => {
        this.control = control;
        tell(this, 'deconv-control', { control });
      }),
    });
  }

  /** Nothing is fetched before the reader asks, unless the page says so. */
  #renderAsk() {
    if (this.wanted) return nothing;
    const run = html`
      <button type="button" class="button" @click=${() => this.run()}>Run it here</button>
    `;
    return html`<div class="ask"><slot></slot>${this.network ? run : nothing}</div>`;
  }

  #renderProblem() {
    const { error, stage } = this.#standing;
    if (stage !== 'error' || !error) return nothing;
    return renderFailure('The computing stopped', error.message, () => this.#again());
  }

  /** How one photo stands; at rest while there are many. */
  get #standing() {
    const { progress, stage, error } = this.#work;
    const problem = error ?? this.live.problem;
    if (!this.#one || !this.wanted) return { stage: 'idle' as const, progress: 0 };
    if (problem) return { stage: 'error' as const, progress, error: problem };
    const waiting = this.network && !this.live.engine;
    return { stage: waiting ? ('loading' as const) : stage, progress };
  }

  #again(): void {
    if (this.live.problem) this.computeAgain();
    else this.#work.retry();
  }

  protected override said(): string {
    return this.#one ? announcement(this.#work, this.#standing.stage) : super.said();
  }

  #chosenSample(): string | undefined {
    const from = (this.source ?? sourceOf(this.#samples.value?.[0]))?.from;
    return typeof from === 'string' ? from : undefined;
  }

  protected override take(files: File[]): void {
    const [file, another] = files;
    if (!this.#one || another || !file) {
      super.take(files);
      return;
    }
    this.#look({ from: file, alt: file.name || 'Your photo' }, file.name);
    this.run();
  }

  #look(source: PhotoSource | undefined, label: string): void {
    this.source = source;
    tell(this, 'deconv-photo', { label });
  }

  #select(index: number): void {
    this.selected = index;
    const view = this.#view;
    if (!view) return;
    const address = mapName(view);
    tell(this, 'deconv-unit', { ...addressOf(view), address });
  }
}

function addressOf({ layer, channel, at }: NonNullable<Projections['views'][number]>) {
  return { layer, channel, at };
}

function errorText(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-grid': DeconvGrid;
  }
}
