import { Task } from '@lit/task';
import type { UnitView } from '@deconv/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { citePhoto } from '../export/citePhoto.js';
import { AnnouncementController } from '../parts/controllers/AnnouncementController.js';
import { DropController } from '../parts/controllers/DropController.js';
import { EngineController } from '../parts/controllers/EngineController.js';
import { NearViewportController } from '../parts/controllers/NearViewportController.js';
import { PasteController } from '../parts/controllers/PasteController.js';
import { PhotoController } from '../parts/controllers/PhotoController.js';
import { StageController } from '../parts/controllers/StageController.js';
import { tell } from '../parts/controllers/tell.js';
import { FaultController } from '../parts/faults/FaultController.js';
import { renderFaults } from '../parts/faults/renderFaults.js';
import { renderFailure } from '../parts/faults/renderFailure.js';
import { renderIntake } from '../parts/photo/renderIntake.js';
import type { PhotoSource } from '../parts/photo/PhotoSource.js';
import type { Sample } from '../parts/photo/Sample.js';
import { altOf } from '../parts/photo/altOf.js';
import { loadSamples } from '../parts/photo/loadSamples.js';
import { sourceOf } from '../parts/photo/sourceOf.js';
import { formatSeconds } from '../words/formatSeconds.js';
import { guessInWords } from '../words/guessInWords.js';
import { networkInWords } from '../words/networkInWords.js';
import { backendInWords } from '../words/backendInWords.js';
import { notesOf } from '../words/notesOf.js';
import type { Stage } from '../words/Stage.js';
import { formatBytes } from '../words/formatBytes.js';
import { loadedInWords } from '../words/loadedInWords.js';
import { LOADING_NETWORK } from '../words/loadingNetwork.js';
import { stageInWords } from '../words/stageInWords.js';
import { attributeFaults } from '../words/faults/attributeFaults.js';
import { withoutModel } from '../words/faults/withoutModel.js';
import { ComputingElement } from './ComputingElement.js';
import { DownloadController } from './DownloadController.js';

/**
 * A figure that looks at one photo with a network. Until the reader asks for it nothing computes and no engine is
 * fetched: the photo and what stands inside the element are all there is.
 */
export abstract class PhotoFigure extends ComputingElement {
  /** Address of a list of photos that the reader may choose from. */
  @property({ reflect: true }) images: string | undefined;

  /** What the reader chose instead of the first photo. */
  @state() protected source: PhotoSource | undefined;
  @state() private poster = false;

  readonly #near = new NearViewportController(this);
  readonly #drop = new DropController(this, (files) => this.#take(files));
  readonly #samples = new Task(this, {
    args: () => [this.near ? this.images : undefined] as const,
    task: async ([url], { signal }): Promise<Sample[]> => (url ? loadSamples(url, signal) : []),
  });
  protected readonly power = new EngineController(this, () => ({
    given: this.engine,
    wanted: this.wanted,
  }));
  protected readonly look = new PhotoController(this, () => ({
    engine: this.power.engine,
    model: this.network,
    source: this.#source,
    random: this.seed,
  }));
  readonly #download = new DownloadController(this, () => (this.near ? this.network : undefined));
  #given: PhotoSource | undefined;

  constructor() {
    super();
    new PasteController(this, (files) => this.#take(files));
    new AnnouncementController(this, () => this.#said());
    new FaultController(this, () => [...this.#faults, ...this.#photoFaults]);
    new StageController(this, () => ({ stage: this.stage, progress: this.look.progress }));
  }

  /** Address of the photo to look at first. */
  protected abstract get first(): string | undefined;
  /** The picture, and what is found in it. */
  protected abstract renderBody(): TemplateResult;
  /** What its attributes name that the network has not. */
  protected get unknown(): readonly string[] {
    return [];
  }
  /** What the reader may set besides the photo. */
  protected abstract renderSettings(): TemplateResult;
  /** Everything asked for is drawn. */
  protected abstract get settled(): boolean;
  /** Why the figure's own work stopped. */
  protected abstract get failure(): Error | undefined;
  /** What a screen reader is told of what is drawn. */
  protected abstract get words(): string;
  /** Small print of the figure's own. */
  protected abstract get facts(): [term: string, fact: string][];
  /** Units that are drawn, for whoever cites the figure. */
  protected get units(): readonly UnitView[] {
    return [];
  }
  /** A seed, for a network with random weights. */
  protected get seed(): number | undefined {
    return undefined;
  }

  /** A document that is drawn, measured beforehand: nothing computes until the reader asks for what it does not hold. */
  protected get measured(): object | undefined {
    return undefined;
  }

  /** What is drawn and was made beforehand, in the place of any poster. */
  protected get recorded(): object | undefined {
    return this.measured;
  }

  /** How far it is: `idle` until the reader asks, `ready` once everything asked for is drawn. */
  get stage(): Stage {
    if (this.problem) return 'error';
    if (this.measured) return 'ready';
    if (!this.wanted || !this.network) return 'idle';
    const { stage } = this.look;
    if (stage === 'idle') return this.power.engine ? 'idle' : 'loading';
    if (stage !== 'ready') return stage;
    return this.settled ? 'ready' : 'computing';
  }

  override toJSON(): object | undefined {
    return citePhoto(this, this.look, this.settled ? this.units : undefined);
  }

  /** Begins to compute, as the reader's press does. */
  start(): void {
    this.asked = true;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    super.willUpdate(changed);
    const address = this.first;
    if (this.#given?.from === address) return;
    this.#given = address ? { from: address, alt: altOf(address) } : undefined;
    // What is given last is looked at; the reader's choice, given back, stays as it is.
    if (address && !isAt(this.source, address)) this.source = undefined;
  }

  override render() {
    const { stage } = this;
    return html`
      <figure
        class="plate ${stage}"
        part="plate"
        lang="en"
        aria-label=${this.figureName}
        aria-busy=${stage === 'loading'}
      >
        <slot name="title"></slot>
        <div class="stage" @click=${this.#wake} @keydown=${this.#wakeByKey}>
          ${this.renderBody()} ${this.#renderPoster()} ${this.#renderProblem()}
        </div>
        ${renderFaults(this.#faults)} ${this.#renderSettings()} ${this.#renderPrint()}
        <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
        <progress max="1" .value=${this.look.progress} aria-label=${LOADING_NETWORK}></progress>
        ${
          this.#drop.over
            ? html`<p class="drop">Drop it: this network will look at it</p>`
            : nothing
        }
      </figure>
    `;
  }

  /** Nothing computes yet, and the figure asks to begin. */
  protected get asleep(): boolean {
    return !this.wanted && !this.measured && this.network !== undefined;
  }

  /** The poster lies over the body. */
  get #covered(): boolean {
    return this.poster && !this.look.photo && !this.recorded;
  }

  /** Of the network, where that is known. */
  protected get bytes(): number | undefined {
    return this.#download.bytes;
  }

  /** Lies at the lower edge of the picture until the reader asks; where a poster covers it, at the poster's. */
  protected renderStart() {
    return this.#covered ? nothing : this.#renderButton();
  }

  #renderButton() {
    if (this.stage === 'loading')
      return html`<p class="start">${loadedInWords(this.look.progress, this.bytes)}</p>`;
    if (!this.asleep) return nothing;
    return html`
      <div class="start">
        ${this.renderAsk()}
        <p>
          ${this.bytes ? `The network, ${formatBytes(this.bytes)},` : 'The network'} runs on your
          device, and your photos stay on it.
        </p>
      </div>
    `;
  }

  protected renderAsk(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.start()}>
      Run it here
    </button>`;
  }

  protected override get near(): boolean {
    return this.#near.reached;
  }

  /** Covers the figure, whose room is kept, until there is more to see. */
  #renderPoster() {
    const covered = this.#covered;
    return html`
      <div class="poster" part="poster" ?hidden=${!covered}>
        <slot @slotchange=${(event: Event) => this.#seePoster(event)}></slot>
        ${covered ? this.#renderButton() : nothing}
      </div>
    `;
  }

  #renderProblem() {
    const error = this.problem;
    if (!error) return nothing;
    const what = this.wanted ? 'The computing stopped' : 'Nothing to show here';
    return renderFailure(what, error.message, () => this.restart());
  }

  /** Where no network can look at it, there is no photo to choose. */
  #renderSettings() {
    const intake = this.network ? this.#renderIntake() : nothing;
    return html`<div class="settings" part="controls">${intake} ${this.renderSettings()}</div>`;
  }

  get #faults(): readonly string[] {
    return [...withoutModel(this.autorun, this.network), ...this.unknown];
  }

  /** They stand beside the photos. */
  get #photoFaults(): string[] {
    const thrown = this.look.photoError ?? this.#samples.error;
    return thrown instanceof Error ? [thrown.message] : [];
  }

  #renderIntake() {
    return html`<div class="intake">
      ${renderIntake({
        samples: this.#samples.value ?? [],
        chosen: typeof this.#source?.from === 'string' ? this.#source.from : undefined,
        problem: this.#photoFaults[0],
        onSample: (sample) => this.#show(sourceOf(sample), sample.label),
        onFiles: (files) => this.#take(files),
      })}
    </div>`;
  }

  /** Small print: which network computed, on what, and what it takes the photo for. */
  #renderPrint() {
    const { model, photo } = this.look;
    const [guess] = photo?.predictions ?? [];
    const facts: [string, string][] = [];
    if (guess) facts.push(guessInWords(guess));
    if (model) facts.push(['Network', networkInWords(model)], ['Backend', backendInWords(model)]);
    if (model) facts.push(...notesOf(model));
    if (photo) facts.push(['Forward pass', formatSeconds(photo.seconds)]);
    facts.push(...this.facts);
    return html`
      <div class="status" part="print">
        <span class="doing">${this.#doing()}</span>
        ${facts.map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)}
        ${this.renderSave()}
      </div>
    `;
  }

  #doing(): string {
    if (this.measured ?? (this.asleep && this.recorded)) return 'Measured beforehand';
    return stageInWords(this.stage, this.look.progress, this.bytes);
  }

  get #source(): PhotoSource | undefined {
    if (!this.near && !this.asked) return undefined;
    return this.source ?? this.#given ?? sourceOf(this.#samples.value?.[0]);
  }

  /** What stopped. */
  protected get problem(): Error | undefined {
    // While it starts again, what stopped it is gone.
    const stopped = this.look.stage === 'ready' ? this.failure : undefined;
    const [fault] = attributeFaults(this);
    if (fault !== undefined) return new Error(fault);
    return this.power.error ?? this.look.error ?? stopped;
  }

  /** What passes over the picture, or scrolls by, does not ask: computing takes a download. */
  readonly #wake = (): void => {
    if (!this.measured) this.start();
  };

  /** A key that moved something in the picture asks. */
  readonly #wakeByKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) this.#wake();
  };

  #seePoster({ target }: Event): void {
    this.poster = (target as HTMLSlotElement)
      .assignedNodes({ flatten: true })
      .some((node) => node instanceof Element || node.textContent?.trim());
  }

  /** Starts again what stopped. */
  protected restart(): void {
    if (this.power.error) this.power.retry();
    else this.look.retry();
  }

  #said(): string {
    const problem = this.problem?.message ?? this.#photoFaults[0] ?? this.#faults[0];
    if (problem !== undefined) return problem;
    return this.stage === 'loading' ? `${LOADING_NETWORK}.` : this.words;
  }

  #take([file]: File[]): void {
    if (!file) return;
    this.start();
    this.#show({ from: file, alt: file.name || 'Your photo' }, file.name);
  }

  #show(source: PhotoSource | undefined, label: string): void {
    // A document shows its own photo.
    if (this.measured) this.start();
    this.source = source;
    tell(this, 'deconv-photo', { label });
  }
}

/** Whether a photo is the one at this address. */
function isAt(source: PhotoSource | undefined, address: string): boolean {
  const { from } = source ?? {};
  return typeof from === 'string' && from === new URL(address, document.baseURI).href;
}
