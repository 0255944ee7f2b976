import { windowSide } from '../../drawing/windowSide.js';
import { Task, TaskStatus, initialState } from '@lit/task';
import type { LayerSummary, RuleName, UnitView } from '@deconv/engine';
import { lensFormat, topFormat } from '@deconv/results';
import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { PhotoFigure } from '../../frame/PhotoFigure.js';
import { renderRuleSwitch } from '../../parts/choices/renderRuleSwitch.js';
import { renderRandomSwitch } from '../../parts/choices/renderRandomSwitch.js';
import { lensLayers } from '../../parts/choices/lensLayers.js';
import { tell } from '../../parts/controllers/tell.js';
import { loadResults, type Loaded } from '../../parts/fetching/loadResults.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import { formatSeconds } from '../../words/formatSeconds.js';
import { namesIn } from '../../words/namesIn.js';
import { unitAddress } from '../../parts/controllers/unitAddress.js';
import { positionInWords } from '../../words/positionInWords.js';
import { noneOf } from '../../words/faults/noneOf.js';
import { unfit } from '../../words/faults/unfit.js';
import { LensController } from './LensController.js';
import type { LensView } from './LensView.js';
import type { PaneUnit } from './Pane.js';
import { topPatches } from './TopPatches.js';
import { TourController } from './TourController.js';
import { lensInWords } from './lensInWords.js';
import { lensStyles } from './lensStyles.js';
import { renderBoard } from './renderBoard.js';
import { renderPanes } from './renderPanes.js';

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
 * @slot error - Words in place of those above a message.
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
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-accent - Outline and number of the layer that is looked through.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 * @cssprop --deconv-zero - Zero in a projection.
 */
@customElement('deconv-lens')
export class DeconvLens extends PhotoFigure {
  static override styles = lensStyles;

  /** Address of a photo to look at first. Without it, the first of `images`. */
  @property({ reflect: true }) src: string | undefined;
  /** Address of a document of `deconv top`: what excites each unit most over a set of images. */
  @property({ reflect: true }) top: string | undefined;
  /**
   * Address of a document of `deconv lens` for the photo of `src`: its places are shown, one after the other, until the reader
   * asks the network; a mouse that passes shows the nearest.
   */
  @property({ reflect: true }) tour: string | undefined;
  /** Names of layers, separated by commas. Without it, the last activation behind each convolution. */
  @property({ reflect: true }) layers: string | undefined;
  /** How signals are rectified on the way down. */
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;
  /** The layer whose projection lies on the picture. */
  @property({ reflect: true }) through: string | undefined;
  /** Row and column of the pixel looked at, in the picture as the network sees it. Without it, the middle. */
  @property({ attribute: false }) place: Pixel | undefined;

  @state() private pointed: string | undefined;
  /** The reader stopped the tour. */
  @state() private stopped = false;
  /** The reader is at the figure, by pointer or focus: what is read does not change by itself. */
  @state() private held = false;
  /** What was last said to a screen reader. */
  @state() private spoken = '';

  readonly #patches = new Task(this, {
    args: () => [this.wanted ? this.top : undefined] as const,
    task: async ([url], { signal }) =>
      url ? topPatches(await loadResults(url, [topFormat], signal)) : initialState,
  });
  readonly #lens = new LensController(this, () => ({
    engine: this.power.engine,
    photo: this.look.photo,
    layers: this.#layers,
    rule: this.rule,
    place: this.#askedPlace,
  }));
  readonly #recorded = new Task(this, {
    args: () => [this.near ? this.tour : undefined] as const,
    task: async ([url], { signal }) =>
      url ? loadResults(url, [lensFormat], signal) : initialState,
  });
  readonly #tour = new TourController(this, () => ({
    tour: this.#touring,
    moving: !this.wanted && !this.stopped && !this.held,
    pointed: this.place,
  }));
  #rest: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
  }

  override updated(): void {
    const words = lensInWords(this.#lens.panes, this.#place);
    clearTimeout(this.#rest);
    if (this.stage !== 'ready' || words === this.spoken) return;
    this.#rest = setTimeout(() => (this.spoken = words), REST_MS);
  }

  protected override get first(): string | undefined {
    return this.src;
  }

  protected override get units(): UnitView[] {
    return this.#lens.panes.flatMap(({ view }) => view ?? []);
  }

  protected override get seed(): number | undefined {
    return this.random;
  }

  protected override get unknown(): readonly string[] {
    const { model } = this.look;
    return [
      ...(model ? unfit({ layers: namesIn(this.layers) }, model) : []),
      ...(model
        ? noneOf(
            'through',
            [this.through],
            this.#layers.map(({ name }) => name),
          )
        : []),
      ...[this.top && this.#patches.error, this.tour && this.#recorded.error].flatMap((error) =>
        error instanceof Error ? [error.message] : [],
      ),
    ];
  }

  protected override get settled(): boolean {
    return this.#lens.settled;
  }

  protected override get failure(): Error | undefined {
    return this.#lens.error;
  }

  protected override get words(): string {
    return this.spoken;
  }

  protected override get facts(): [term: string, fact: string][] {
    const { pace } = this.#lens;
    const place = this.#place;
    const facts: [string, string][] = place ? [['Place', positionInWords(place)]] : [];
    return pace ? [...facts, ['A projection', formatSeconds(pace / 1000)]] : facts;
  }

  protected override renderBody() {
    const view = this.#view();
    return html`
      <div
        class="look ${this.#touring ? 'touring' : ''}"
        @pointerenter=${this.#hold}
        @focusin=${this.#hold}
        @pointerleave=${this.#letGo}
        @focusout=${this.#letGo}
      >
        <div class="board" part="board">${renderBoard(view)} ${this.renderStart()}</div>
        ${renderPanes(view)}
      </div>
    `;
  }

  protected override renderSettings() {
    return html`
      ${renderRuleSwitch(this.rule, (rule) => {
        this.rule = rule;
        tell(this, 'deconv-rule', { rule });
      })}
      ${renderRandomSwitch(this.random, (random) => {
        this.random = random;
        tell(this, 'deconv-random', { random });
      })}
      <p class="hint how" id="how">
        Arrow keys move by a pixel, with Shift by eight; Home and End go to the row’s ends.
      </p>
    `;
  }

  /** Where the tour stands, the network begins. */
  override start(): void {
    this.place ??= this.#tour.place;
    super.start();
  }

  protected override get recorded(): object | undefined {
    return this.#touring;
  }

  protected override renderAsk() {
    if (!this.#tour.canMove) return super.renderAsk();
    return html`${super.renderAsk()}
      <button type="button" class="button quiet" @click=${this.#stopOrGoOn}>
        ${this.stopped ? 'Move on' : 'Stop moving'}
      </button>`;
  }

  readonly #stopOrGoOn = (event: Event): void => {
    // A press elsewhere on the picture asks the network.
    event.stopPropagation();
    this.stopped = !this.stopped;
  };

  readonly #hold = (): void => {
    this.held = true;
  };

  /** A mouse that has passed leaves the tour where it came from. */
  readonly #letGo = ({ type }: Event): void => {
    this.held = false;
    if (type === 'pointerleave' && !this.wanted) this.place = undefined;
  };

  /** The document that is shown: while it is of what is looked at, and the network has found nothing yet. */
  get #touring(): Loaded<'lens'> | undefined {
    const { status, value: tour } = this.#recorded;
    // A task keeps what it found last.
    if (!this.tour || status !== TaskStatus.COMPLETE) return undefined;
    const same =
      !this.source && this.random === undefined && tour?.results.options.rule === this.rule;
    return same && !this.#lens.found ? tour : undefined;
  }

  #view(): LensView {
    const { photo, picture, alt, model } = this.look;
    const panes = this.#touring ? this.#tour.panes : this.#lens.panes;
    return {
      ...{ photo, picture, model, patches: this.top ? this.#patches.value : undefined },
      alt: alt ?? 'no photo yet',
      panes,
      waiting: this.asleep && this.#touring ? (this.bytes ?? 0) : undefined,
      place: this.#place,
      side: this.#side,
      through: this.through,
      pointed: this.pointed,
      words: lensInWords(panes, this.#place),
      onPlace: (place) => this.#move(place),
      onThrough: (layer) => {
        this.through = layer;
        tell(this, 'deconv-layer', { layer });
      },
      onPoint: (layer) => (this.pointed = layer),
      onUnit: (unit) => this.#choose(unit),
    };
  }

  get #layers(): LayerSummary[] {
    const { model } = this.look;
    return model ? lensLayers(model, namesIn(this.layers) ?? []) : [];
  }

  /** Of the picture as the network sees it, in pixels; undefined while nothing is known of it. */
  get #side(): number | undefined {
    const { photo } = this.look;
    return photo ? windowSide(photo.seen) : this.#touring && this.#tour.side;
  }

  /** The place that is shown. */
  get #place(): Pixel | undefined {
    return this.#touring ? this.#tour.place : this.#askedPlace;
  }

  /** The place that the network is asked for. */
  get #askedPlace(): Pixel | undefined {
    const seen = this.look.photo?.seen;
    if (!seen) return undefined;
    const [row, column] = this.place ?? [seen.height >> 1, seen.width >> 1];
    return [Math.min(row, seen.height - 1), Math.min(column, seen.width - 1)];
  }

  #move(place: Pixel): void {
    if (place[0] === this.place?.[0] && place[1] === this.place[1]) return;
    this.place = place;
    tell(this, 'deconv-place', { at: [...place] });
  }

  #choose(unit: PaneUnit): void {
    const { layer, channel, at } = unit;
    tell(this, 'deconv-unit', { layer, channel, at, address: unitAddress(unit) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-lens': DeconvLens;
  }
}
