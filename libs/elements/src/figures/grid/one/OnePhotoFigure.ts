import { shortSideOf } from '@deconv/pictures';
import { Task } from '@lit/task';
import type { ControlName, RuleName, UnitView } from '@deconv/engine';
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { citePhoto } from '../../../export/citePhoto.js';
import type { LiveController } from '../../../frame/LiveController.js';
import { layersToChoose } from '../../../parts/choices/layersToChoose.js';
import { renderControlChoice } from '../../../parts/choices/renderControlChoice.js';
import { renderRandomSwitch } from '../../../parts/choices/renderRandomSwitch.js';
import { renderRuleSwitch } from '../../../parts/choices/renderRuleSwitch.js';
import { errorFrom } from '../../../parts/controllers/PhotoController.js';
import { setAndTell } from '../../../parts/controllers/setAndTell.js';
import { StageController, type Standing } from '../../../parts/controllers/StageController.js';
import { UnitController } from '../../../parts/controllers/UnitController.js';
import { tell } from '../../../parts/controllers/tell.js';
import { renderFailure } from '../../../parts/faults/renderFailure.js';
import { renderFaults } from '../../../parts/faults/renderFaults.js';
import type { PhotoSource } from '../../../parts/photo/PhotoSource.js';
import type { Sample } from '../../../parts/photo/Sample.js';
import { loadSamples } from '../../../parts/photo/loadSamples.js';
import { renderIntake } from '../../../parts/photo/renderIntake.js';
import { sourceOf } from '../../../parts/photo/sourceOf.js';
import { unitAddress } from '../../../parts/controllers/unitAddress.js';
import { LOADING_NETWORK } from '../../../words/loadingNetwork.js';
import { ProjectionController, type Projections } from './ProjectionController.js';
import { announcement } from './announcement.js';
import { GRID_CELLS, renderCells } from './renderCells.js';
import { renderDetail } from './renderDetail.js';
import { renderLayerChooser } from './renderLayerChooser.js';
import { renderPhoto } from './renderPhoto.js';
import { renderPredictions } from './renderPredictions.js';
import { renderStatus } from './renderStatus.js';

/** What the element says of itself. */
type OneHost = LitElement & {
  samples: string | undefined;
  layer: string | undefined;
  rule: RuleName;
  random: number | undefined;
  run: () => void;
};

interface OneWishes {
  /** One photo is looked at. Without it nothing is fetched and nothing is asked. */
  looking: boolean;
  near: boolean;
  /** The reader asked for it, or the page did. */
  wanted: boolean;
  live: LiveController<'top'>;
  /** Address of a model folder. */
  model: string | undefined;
}

/** What the element puts into the frame. */
interface Frame {
  name: string;
  faults: readonly string[];
  save: TemplateResult | typeof nothing;
  dropping: boolean;
  onFiles: (files: File[]) => void;
}

/** What `<deconv-grid>` is with one photo: the nine units of a layer that respond most to it. */
export class OnePhotoFigure implements ReactiveController {
  /** What the reader chose instead of the first sample. */
  #chosen: PhotoSource | undefined;
  /** Number of the chosen unit among the nine, and of the one under the pointer or in focus. */
  #selected = 0;
  #pointed: number | undefined;
  #control: ControlName | undefined;
  #shown: Projections | undefined;
  readonly #samples: Task<readonly unknown[], Sample[]>;
  readonly #work: ProjectionController;
  readonly #replaced: UnitController;

  constructor(
    private readonly host: OneHost,
    private readonly wishes: () => OneWishes,
  ) {
    // Before what is asked of the chosen unit.
    host.addController(this);
    this.#samples = new Task(host, {
      args: () => [this.wishes().near ? host.samples : undefined] as const,
      task: async ([url], { signal }) => (url ? loadSamples(url, signal) : []),
      // Another list, another photo; the reader's choice stays where the list begins with it.
      onComplete: ([first]) => {
        if (first && this.#chosen?.from !== first.file) this.#chosen = undefined;
      },
    });
    this.#work = new ProjectionController(host, () => {
      const { looking, live, model } = this.wishes();
      return {
        engine: looking ? live.engine : undefined,
        ...{ model, layer: host.layer, rule: host.rule, random: host.random, count: GRID_CELLS },
        source: looking ? this.#source : undefined,
      };
    });
    this.#replaced = new UnitController(host, () => ({
      engine: this.wishes().live.engine,
      photo: this.#control && this.#work.projections?.photo.id,
      unit: this.#view && addressOf(this.#view),
      rule: host.rule,
      control: this.#control,
    }));
    new StageController(host, () => this.#standing);
  }

  /** Other units, and the first of them is chosen. */
  hostUpdate(): void {
    const { projections } = this.#work;
    const same =
      projections?.photo === this.#shown?.photo && projections?.layer === this.#shown?.layer;
    if (!same) this.#selected = 0;
    this.#shown = projections;
  }

  /** Names of the network's layers, once it is there. */
  get layers(): string[] | undefined {
    return this.#work.model?.layers.map(({ name }) => name);
  }

  /** Why a photo, or the list of samples, could not be read: it is said beside them. */
  get photoProblem(): string | undefined {
    const thrown = this.#work.photoError ?? this.#samples.error;
    return thrown === undefined ? undefined : errorFrom(thrown).message;
  }

  /** What a screen reader is told. */
  get words(): string {
    return announcement(this.#work, this.#standing.stage);
  }

  toJSON(): object | undefined {
    return citePhoto(this.host, this.#work, this.#work.projections?.views);
  }

  /** Looks at a photo of the reader's own. */
  take(file: File): void {
    this.#look({ from: file, alt: file.name || 'Your photo' }, file.name);
    this.host.run();
  }

  render(frame: Frame): TemplateResult {
    const { stage, progress } = this.#standing;
    return html`
      <figure
        class="plate ${stage}"
        part="plate"
        lang="en"
        aria-label=${frame.name}
        aria-busy=${stage === 'loading' || stage === 'computing'}
      >
        <slot name="title"></slot>
        ${this.#renderBody(frame)}
        ${renderFaults(frame.faults.filter((fault) => fault !== this.photoProblem))}
        ${renderStatus(this.#work, stage, frame.save)}
        <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
        <progress max="1" .value=${progress} aria-label=${LOADING_NETWORK}></progress>
        ${
          frame.dropping ? html`<p class="drop">Drop it: this network will look at it</p>` : nothing
        }
      </figure>
    `;
  }

  #renderBody(frame: Frame) {
    return html`
      <div class="body" part="body">
        <div class="aside">
          <div class="given">${this.#renderPhoto()} ${this.#renderIntake(frame)}</div>
          <div class="guesses">
            ${renderPredictions(this.#work.photo?.predictions ?? [], this.#work.model)}
          </div>
        </div>
        <div class="main">
          <div class="settings">${this.#renderSettings()}</div>
          <div class="results">
            ${this.#renderCells()} ${this.#renderDetail()} ${this.#renderAsk()}
            ${this.#renderProblem()}
          </div>
        </div>
      </div>
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
      marked: views[this.#pointed ?? this.#selected],
    });
  }

  #renderIntake({ onFiles }: Frame) {
    const from = this.#source?.from;
    return renderIntake({
      samples: this.#samples.value ?? [],
      chosen: typeof from === 'string' ? from : undefined,
      problem: this.photoProblem,
      onSample: (sample) => this.#look(sourceOf(sample), sample.label),
      onFiles,
    });
  }

  #renderSettings() {
    const { host } = this;
    const { model, layer } = this.#work;
    return html`
      ${renderLayerChooser({
        layers: model ? layersToChoose(model) : [],
        inputSize: model ? shortSideOf(model.inputSize) : 1,
        chosen: layer,
        onLayer: (name) => {
          host.layer = name;
          tell(host, 'deconv-layer', { layer: name });
        },
      })}
      ${renderRuleSwitch(host.rule, (rule) => {
        host.rule = rule;
        tell(host, 'deconv-rule', { rule });
      })}
      ${renderRandomSwitch(host.random, (random) => {
        host.random = random;
        host.run();
        tell(host, 'deconv-random', { random });
      })}
    `;
  }

  #renderCells() {
    return renderCells({
      projections: this.#work.projections,
      model: this.#work.model,
      selected: this.#selected,
      onSelect: (index) => this.#select(index),
      onPoint: (index) => setAndTell(this.host, () => (this.#pointed = index)),
    });
  }

  #renderDetail() {
    return renderDetail({
      projections: this.#work.projections,
      view: (this.#control && this.#replaced.view) ?? this.#view,
      model: this.#work.model,
      problem: this.#replaced.error?.message,
      controls: renderControlChoice(this.#control, (control) =>
        setAndTell(this.host, () => (this.#control = control), 'deconv-control', { control }),
      ),
    });
  }

  /** Nothing is fetched before the reader asks, unless the page says so. */
  #renderAsk() {
    const { wanted, model } = this.wishes();
    if (wanted) return nothing;
    const run = html`
      <button type="button" class="button" @click=${() => this.host.run()}>Run it here</button>
    `;
    return html`<div class="ask"><slot></slot>${model ? run : nothing}</div>`;
  }

  #renderProblem() {
    const { error } = this.#standing;
    if (!error) return nothing;
    return renderFailure('The computing stopped', error.message, () => this.#again());
  }

  /** How the photo stands; at rest while there are many. */
  get #standing(): Standing & { error?: Error } {
    const { looking, wanted, live, model } = this.wishes();
    if (!looking || !wanted) return { stage: 'idle', progress: 0 };
    const { progress, stage } = this.#work;
    const error = this.#work.error ?? live.problem;
    if (error) return { stage: 'error', progress, error };
    return { stage: model && !live.engine ? 'loading' : stage, progress };
  }

  #again(): void {
    const { live } = this.wishes();
    if (live.problem) live.retry();
    else this.#work.retry();
  }

  get #source(): PhotoSource | undefined {
    return this.#chosen ?? sourceOf(this.#samples.value?.[0]);
  }

  get #view(): UnitView | undefined {
    return this.#work.projections?.views[this.#selected];
  }

  #look(source: PhotoSource | undefined, label: string): void {
    setAndTell(this.host, () => (this.#chosen = source), 'deconv-photo', { label });
  }

  #select(index: number): void {
    setAndTell(this.host, () => (this.#selected = index));
    const view = this.#view;
    if (view) tell(this.host, 'deconv-unit', { ...addressOf(view), address: unitAddress(view) });
  }
}

function addressOf({ layer, channel, at }: UnitView) {
  return { layer, channel, at };
}
