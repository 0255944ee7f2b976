import { Task, initialState } from '@lit/task';
import type { Engine, LayerSummary, RuleName, UnitView } from '@deconv/engine';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AnnouncementController } from '../controllers/AnnouncementController.js';
import { DropController } from '../controllers/DropController.js';
import { EngineController } from '../controllers/EngineController.js';
import { NearViewportController } from '../controllers/NearViewportController.js';
import { PasteController } from '../controllers/PasteController.js';
import { PhotoController } from '../controllers/PhotoController.js';
import { StageController } from '../controllers/StageController.js';
import { tell } from '../controllers/tell.js';
import { renderIntake } from '../grid/renderIntake.js';
import { renderRuleSwitch } from '../grid/renderRuleSwitch.js';
import { modelOfPage } from '../live/modelOfPage.js';
import { namesIn } from '../live/namesIn.js';
import type { PhotoSource } from '../photo/PhotoSource.js';
import type { Sample } from '../photo/Sample.js';
import { loadSamples } from '../photo/loadSamples.js';
import { sourceOf } from '../photo/sourceOf.js';
import { loadResults } from '../results/loadResults.js';
import { LensController } from './LensController.js';
import type { LensView } from './LensView.js';
import type { Pixel } from './Pixel.js';
import { topPatches } from './TopPatches.js';
import { lensInWords } from './lensInWords.js';
import { lensLayers } from './lensLayers.js';
import { lensStyles } from './lensStyles.js';
import { renderBoard } from './renderBoard.js';
import { renderLensStatus } from './renderLensStatus.js';
import { renderPanes } from './renderPanes.js';
import { renderRandomSwitch } from '../live/renderRandomSwitch.js';

/** A reader who stays this long wants to hear what is there. */
const REST_MS = 600;

/**
 * A lens on a network: move over a photo, and each layer shows its strongest unit at that place, projected to the pixels
 * that set it off. It follows mouse, finger and arrow keys.
 *
 * Until the reader asks for it nothing computes and no engine is fetched: the photo and what stands inside the element
 * are all there is.
 *
 * @slot - A poster: stands in the figure's place until the network has seen the photo.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @fires load - The network has seen the photo, and all panes show what it found.
 * @fires progress - The network is loading: `{ fraction }`.
 * @fires error - Something stopped; the figure says what, and how to start again.
 * @fires deconv-place - The reader moved: `{ at: [row, column] }`, in pixels of the picture as the network sees it.
 * @fires deconv-unit - The reader chose a unit: `{ layer, channel, at, address }`, its address as `conv3:map 12`.
 * @fires deconv-layer - The reader looks through a layer, or no longer: `{ layer }`.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-rule - The reader chose a rule: `{ rule }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @csspart plate - The whole figure.
 * @csspart board - The picture.
 * @csspart handle - What lies on the picture and takes pointer and focus.
 * @csspart panes - The list of layers.
 * @csspart pane - One layer.
 * @csspart strip - Patches that excite its unit over a set of images.
 * @csspart controls - Rule and random weights.
 * @csspart print - The small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-accent - Outline and number of the layer that is looked through.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 * @cssprop --deconv-zero - Zero in a projection.
 */
@customElement('deconv-lens')
export class DeconvLens extends LitElement {
  static override styles = lensStyles;

  /** Address of a model folder. Without it, what `<meta name="deconv-model">` says. */
  @property({ reflect: true }) model: string | undefined;
  /** Address of a photo to look at first. Without it, the first of `images`. */
  @property({ reflect: true }) src: string | undefined;
  /** Address of a list of photos that the reader may choose from. */
  @property({ reflect: true }) images: string | undefined;
  /** Address of a document of `deconv top`: what excites each unit most over a set of images. */
  @property({ reflect: true }) top: string | undefined;
  /** Names of layers, separated by commas. Without it, the last activation behind each convolution. */
  @property({ reflect: true }) layers: string | undefined;
  /** How signals are rectified on the way down. */
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;
  /** The layer whose projection lies on the picture. */
  @property({ reflect: true }) through: string | undefined;
  /** Computes as soon as it comes near, without being asked. */
  @property({ type: Boolean, reflect: true }) autorun = false;
  /** Row and column of the pixel looked at, in the picture as the network sees it. Without it, the middle. */
  @property({ attribute: false }) place: Pixel | undefined;
  /** What computes. Without it, the page's shared engine. */
  @property({ attribute: false }) engine: Engine | undefined;

  @state() private source: PhotoSource | undefined;
  @state() private asked = false;
  @state() private pointed: string | undefined;
  @state() private poster = false;
  /** What was last said to a screen reader. */
  @state() private spoken = '';

  readonly #near = new NearViewportController(this);
  readonly #drop = new DropController(this, (files) => this.#take(files));
  readonly #samples = new Task(this, {
    args: () => [this.#near.reached ? this.images : undefined] as const,
    task: async ([url], { signal }): Promise<Sample[]> => (url ? loadSamples(url, signal) : []),
  });
  readonly #patches = new Task(this, {
    args: () => [this.#wanted ? this.top : undefined] as const,
    task: async ([url], { signal }) =>
      url ? topPatches(await loadResults(url, 'top', signal)) : initialState,
  });
  readonly #power = new EngineController(this, () => ({
    given: this.engine,
    wanted: this.#wanted,
  }));
  readonly #look = new PhotoController(this, () => ({
    engine: this.#power.engine,
    model: this.#network,
    source: this.#source,
    random: this.random,
  }));
  readonly #lens = new LensController(this, () => ({
    engine: this.#power.engine,
    photo: this.#look.photo,
    layers: this.#layers,
    rule: this.rule,
    place: this.#place,
  }));
  #given: PhotoSource | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new PasteController(this, (files) => this.#take(files));
    new AnnouncementController(this, () => this.#said());
    new StageController(this, () => ({ stage: this.stage, progress: this.#look.progress }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
  }

  /** How far it is: `idle` until the reader asks, `ready` once every pane shows what is there. */
  get stage(): PhotoController['stage'] {
    if (this.#error) return 'error';
    if (!this.#wanted || !this.#network) return 'idle';
    const { stage } = this.#look;
    if (stage === 'idle') return this.#power.engine ? 'idle' : 'loading';
    if (stage !== 'ready') return stage;
    return this.#lens.settled ? 'ready' : 'computing';
  }

  /** Begins to compute, as the reader's pointer or focus does. */
  start(): void {
    this.asked = true;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('src')) this.#given = this.src ? { from: this.src, alt: 'A photo' } : undefined;
  }

  override updated(): void {
    const words = lensInWords(this.#lens.panes, this.#place);
    clearTimeout(this.#rest);
    if (this.stage !== 'ready' || words === this.spoken) return;
    this.#rest = setTimeout(() => (this.spoken = words), REST_MS);
  }

  override render() {
    const { stage } = this;
    const view = this.#view();
    return html`
      <figure class="plate ${stage}" part="plate" aria-busy=${stage === 'loading'}>
        <slot name="title"></slot>
        <div
          class="look ${this.top ? 'wide' : ''}"
          @pointerenter=${this.#wake}
          @focusin=${() => this.start()}
        >
          ${renderBoard(view)} ${renderPanes(view)} ${this.#renderPoster()} ${this.#renderProblem()}
        </div>
        <p class="hint how" id="how">
          Arrow keys move by a pixel, with Shift by eight; Home and End go to the row’s ends.
        </p>
        <div class="controls" part="controls">
          ${this.#renderIntake()} ${renderRuleSwitch(this.rule, (rule) => this.#setRule(rule))}
          ${renderRandomSwitch(this.random, (random) => this.#setRandom(random))}
        </div>
        ${renderLensStatus({ stage, look: this.#look, pace: this.#lens.pace, place: this.#place })}
        <figcaption><slot name="try"></slot><slot name="caption"></slot></figcaption>
        <progress max="1" .value=${this.#look.progress} aria-label="Loading the network"></progress>
        ${this.#drop.over ? html`<p class="drop">Drop it: this network will look at it</p>` : nothing}
      </figure>
    `;
  }

  #view(): LensView {
    const { photo, picture, alt, model } = this.#look;
    return {
      ...{ photo, picture, model, patches: this.#patches.value },
      alt: alt ?? 'no photo yet',
      layers: this.#layers,
      panes: this.#lens.panes,
      place: this.#place,
      through: this.through,
      pointed: this.pointed,
      words: lensInWords(this.#lens.panes, this.#place),
      asleep: !this.#wanted && this.#network !== undefined,
      onStart: () => this.start(),
      onPlace: (place) => this.#move(place),
      onThrough: (layer) => this.#setThrough(layer),
      onPoint: (layer) => (this.pointed = layer),
      onUnit: (unit) => this.#choose(unit),
    };
  }

  /** Covers the figure, whose room is kept, until there is more to see. */
  #renderPoster() {
    const over = this.poster && !this.#look.photo;
    return html`
      <div class="poster" part="poster" ?hidden=${!over}>
        <slot
          @slotchange=${(event: Event) => this.#seePoster(event.target as HTMLSlotElement)}
        ></slot>
        ${
          over && !this.#wanted && this.#network
            ? html`<button type="button" class="button" @click=${() => this.start()}>
                Look inside
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #renderProblem() {
    const error = this.#error;
    if (!error) return nothing;
    return html`
      <div class="failure" part="error">
        <slot name="error">
          <h3>The computing stopped</h3>
          <p>${error.message}</p>
        </slot>
        <button type="button" class="button" @click=${() => this.#restart()}>Start again</button>
      </div>
    `;
  }

  #renderIntake() {
    return html`<div class="intake">
      ${renderIntake({
        samples: this.#samples.value ?? [],
        chosen: typeof this.#source?.from === 'string' ? this.#source.from : undefined,
        problem:
          this.#look.photoError?.message ?? messageOf(this.#samples.error ?? this.#patches.error),
        onSample: (sample) => this.#show(sourceOf(sample), sample.label),
        onFiles: (files) => this.#take(files),
      })}
    </div>`;
  }

  get #network(): string | undefined {
    return this.model ?? modelOfPage();
  }

  get #wanted(): boolean {
    return this.asked || (this.autorun && this.#near.reached);
  }

  get #source(): PhotoSource | undefined {
    if (!this.#near.reached && !this.asked) return undefined;
    return this.source ?? this.#given ?? sourceOf(this.#samples.value?.[0]);
  }

  get #layers(): LayerSummary[] {
    const { model } = this.#look;
    return model ? lensLayers(model, namesIn(this.layers) ?? []) : [];
  }

  get #place(): Pixel | undefined {
    const side = this.#look.photo?.seen.width;
    if (!side) return undefined;
    const [row, column] = this.place ?? [side >> 1, side >> 1];
    return [Math.min(row, side - 1), Math.min(column, side - 1)];
  }

  get #error(): Error | undefined {
    // While it starts again, what stopped it is gone.
    const stopped = this.#look.stage === 'ready' ? this.#lens.error : undefined;
    return this.#power.error ?? this.#look.error ?? stopped;
  }

  readonly #wake = (event: PointerEvent): void => {
    // A finger enters whatever it scrolls by: it asks with the button.
    if (event.pointerType === 'mouse') this.start();
  };

  #seePoster(slot: HTMLSlotElement): void {
    this.poster = slot
      .assignedNodes({ flatten: true })
      .some((node) => node instanceof Element || node.textContent?.trim());
  }

  #restart(): void {
    if (this.#power.error) this.#power.retry();
    else this.#look.retry();
  }

  #said(): string {
    if (this.#error) return this.#error.message;
    if (this.#look.photoError) return this.#look.photoError.message;
    return this.stage === 'loading' ? 'Loading the network.' : this.spoken;
  }

  #take([file]: File[]): void {
    if (!file) return;
    this.start();
    this.#show({ from: file, alt: file.name || 'Your photo' }, file.name);
  }

  #show(source: PhotoSource | undefined, label: string): void {
    this.source = source;
    tell(this, 'deconv-photo', { label });
  }

  #move(place: Pixel): void {
    if (place[0] === this.place?.[0] && place[1] === this.place[1]) return;
    this.place = place;
    tell(this, 'deconv-place', { at: [...place] });
  }

  #setThrough(layer: string | undefined): void {
    this.through = layer;
    tell(this, 'deconv-layer', { layer });
  }

  #setRule(rule: RuleName): void {
    this.rule = rule;
    tell(this, 'deconv-rule', { rule });
  }

  #setRandom(random: number | undefined): void {
    this.random = random;
    tell(this, 'deconv-random', { random });
  }

  #choose(unit: UnitView): void {
    const { layer, channel, at } = unit;
    tell(this, 'deconv-unit', { layer, channel, at, address: `${layer}:map ${channel}` });
  }
}

function messageOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? thrown.message : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-lens': DeconvLens;
  }
}
