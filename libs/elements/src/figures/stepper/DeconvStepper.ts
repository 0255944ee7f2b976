import { extentOf } from '@deconv/pictures';
import { Task, TaskStatus, initialState } from '@lit/task';
import type { RuleName, StepView } from '@deconv/engine';
import { describeSteps } from '@deconv/results';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { UnitFigure } from '../../frame/UnitFigure.js';
import { renderRuleSwitch } from '../../parts/choices/renderRuleSwitch.js';
import { errorOf } from '../../parts/controllers/PhotoController.js';
import { tell } from '../../parts/controllers/tell.js';
import { ResultsController } from '../../parts/results/ResultsController.js';
import { formatNumber } from '../../words/formatNumber.js';
import { factsOf } from '../../words/factsOf.js';
import { mapName } from '../../words/mapName.js';
import { positionInWords } from '../../words/positionInWords.js';
import { largeMap } from './largeMap.js';
import { loadSteps, type LoadedSteps } from './loadSteps.js';
import type * as magnifier from './magnifier/magnifier.js';
import type { Picked } from './magnifier/magnify.js';
import { renderStep } from './renderStep.js';
import { renderSteps } from './renderSteps.js';
import { stepInWords, stepName } from './stepInWords.js';
import { stepperStyles } from './stepperStyles.js';

/** How long a step stands while it plays: time to read its words. */
const PLAY_MS = 2500;
/** Steps of which one place can be magnified. */
const MAGNIFIED: readonly StepView['step'][] = ['unpool', 'rectify', 'filter'];

/**
 * One activation's way down to the pixels, step by step, as in Figure 1 of Zeiler and Fergus: unpooled to its switches,
 * rectified, filtered; and at one place of a map, in numbers. Printed, or `still`, it shows all steps at once. With `src` it
 * draws a document at once; with `model`, what the document does not hold is computed when the reader asks for it.
 *
 * @slot - A poster: stands in the figure's place until the network has seen the photo.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - All steps are there.
 * @fires progress - The network is loading: `{ fraction }`.
 * @fires error - Something stopped; the figure says what, and how to start again.
 * @fires deconv-step - The reader went to a step: `{ step, name }`, its number from 0.
 * @fires deconv-place - The reader chose a place: `{ at: [row, column] }`, in pixels of the picture as the network sees it.
 * @fires deconv-unit - The reader chose a unit by its place: `{ layer, channel, at, address }`.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-map - The reader chose a feature map: `{ layer, channel }`.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-rule - The reader chose a rule: `{ rule }`.
 * @csspart plate - The whole figure.
 * @csspart board - The photo.
 * @csspart handle - What lies on the photo and takes pointer and focus.
 * @csspart steps - The list of steps.
 * @csspart step - A step.
 * @csspart words - What it does, in words.
 * @csspart magnifier - One place of the large map, in numbers.
 * @csspart controls - Photo, unit and rule.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-accent - Signals on their way, and what is chosen.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 * @cssprop --deconv-zero - Zero in a map.
 */
@customElement('deconv-stepper')
export class DeconvStepper extends UnitFigure {
  static override styles = stepperStyles;

  /** Address of a document that `deconv project --steps` wrote: it is drawn without a network. */
  @property({ reflect: true }) src: string | undefined;
  /** How signals are rectified on the way down. */
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** Number of the step that is shown, from 0. */
  @property({ type: Number, reflect: true }) step = 0;
  /** Shows all steps at once. */
  @property({ type: Boolean, reflect: true }) still = false;

  @state() private playing = false;
  @state() private printing = false;
  /** The map drawn large, where the reader chose one: it is kept from step to step while it is there. */
  @state() private chosen: number | undefined;
  @state() private picked: Picked | undefined;
  @state() private magnifier: typeof magnifier | undefined;

  readonly #descent = new Task(this, {
    args: () => [this.power.engine, this.look.photo, JSON.stringify(this.unit), this.rule],
    task: async (_, { signal }) => this.#descend(signal),
  });
  readonly #file = new ResultsController<LoadedSteps>(this, {
    src: () => this.src,
    load: loadSteps,
    onLoad: ({ results }) => (this.rule = results.options.rule),
  });
  #fetching = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
    this.#pause();
  }

  /** The document, until something was computed, and while it holds what is asked for. */
  get #document(): LoadedSteps | undefined {
    const { loaded } = this.#file;
    if (!loaded || this.source || this.#descent.value) return undefined;
    const { unit, options } = loaded.results;
    const asked = [this.rule, this.layer ?? unit.layer, this.channel ?? unit.channel];
    const held = [options.rule, unit.layer, unit.channel];
    const there = !this.at || this.at.join() === unit.at.join();
    return there && asked.join() === held.join() ? loaded : undefined;
  }

  /** Whether a document is still to come: what will stand beside it keeps its place. */
  get #awaited(): boolean {
    const { loaded, problem } = this.#file;
    return this.src !== undefined && !this.wanted && !loaded && problem === undefined;
  }

  protected override get measured(): object | undefined {
    return this.wanted && this.network ? undefined : this.#document;
  }

  protected override get first(): string | undefined {
    return super.first ?? (this.wanted ? this.#file.loaded?.picture : undefined);
  }

  protected override get problem(): Error | undefined {
    const unread = this.wanted ? undefined : this.#file.problem;
    return super.problem ?? (unread === undefined ? undefined : new Error(unread));
  }

  /** What a document shows is computed as it shows it. */
  override start(): void {
    const unit = this.#document?.results.unit;
    if (unit) Object.assign(this, { layer: unit.layer, channel: unit.channel, at: unit.at });
    super.start();
  }

  protected override restart(): void {
    if (super.problem) super.restart();
    else this.#file.retry();
  }

  /** The document that is shown; of what was computed, the same steps beside network, photo and settings. */
  override toJSON(): object | undefined {
    if (this.#document) return this.#document.results;
    const cited = super.toJSON();
    return cited && { ...cited, unit: this.unit, steps: describeSteps(this.#steps) };
  }

  protected override get provenance(): object | undefined {
    const shown = this.toJSON();
    return shown && { ...shown, src: this.src, steps: undefined, picture: undefined };
  }

  protected override get searchRule(): RuleName {
    return this.rule;
  }

  protected override get settled(): boolean {
    if (this.unitError) return true;
    return this.unit !== undefined && this.#descent.status === TaskStatus.COMPLETE;
  }

  protected override get failure(): Error | undefined {
    return super.failure ?? errorOf(this.#descent);
  }

  protected override get facts(): [term: string, fact: string][] {
    const unit = this.#document?.results.unit ?? this.#descent.value?.unit;
    const [start] = this.#steps;
    if (!unit || !start) return [];
    return [
      ...(this.#document ? factsOf(this.#document.results) : []),
      ['Unit', `${mapName(unit)}, ${positionInWords(unit.at)}`],
      ['Activation', formatNumber(start.maps[0]?.values[0] ?? 0)],
    ];
  }

  protected override get words(): string {
    if (this.unitError) return this.unitError.message;
    const step = this.#steps[this.#index];
    if (this.stage !== 'ready' || !step) return '';
    const number = `Step ${this.#index + 1} of ${this.#steps.length}`;
    return `${number}: ${stepName(step)}. ${stepInWords(step, this.rule)}`;
  }

  protected override renderBody() {
    const steps = this.#steps;
    const known = this.#document;
    return html`
      <div class="look">
        ${this.renderPicture(
          this.#descent.value?.view ?? known?.results.unit,
          known && { picture: known.picture, shape: extentOf(known.results.inputSize) },
        )}
        <div class="main">${this.#still ? this.#renderAll(steps) : this.#renderOne(steps)}</div>
      </div>
    `;
  }

  protected override renderSettings() {
    return html`
      ${this.renderUnitChoice()}
      <div class="how-down">
        ${this.#renderChoices()}
        <label class="switch">
          <input
            type="checkbox"
            role="switch"
            .checked=${this.still}
            @change=${(event: Event) => (this.still = (event.target as HTMLInputElement).checked)}
          />
          <span>All steps at once</span>
        </label>
      </div>
    `;
  }

  /** What only a network answers. */
  #renderChoices() {
    if (!this.network) return nothing;
    return html`
      ${renderRuleSwitch(this.rule, (rule) => {
        if (this.measured) this.start();
        this.rule = rule;
        tell(this, 'deconv-rule', { rule });
      })}
      ${
        this.measured || this.#awaited
          ? html`<button
              type="button"
              class="button ${this.measured ? '' : 'awaited'}"
              @click=${() => this.start()}
            >
              Run it here
            </button>`
          : nothing
      }
    `;
  }

  #renderOne(steps: readonly StepView[]) {
    const index = this.#index;
    return html`
      ${renderSteps({
        ...{ steps, index, playing: this.playing },
        onStep: (to) => this.#go(to),
        onPlay: () => (this.playing ? this.#pause() : this.#play()),
      })}
      ${steps[index] ? this.#renderStep(steps, index) : html`<section class="step"></section>`}
    `;
  }

  /** A step, and one place of it. */
  #renderStep(steps: readonly StepView[], index: number) {
    const { rule, magnifier, picked } = this;
    const [step, before] = [steps[index]!, steps[index - 1]];
    const channel = largeMap(step, before, this.chosen);
    const seen = magnifier?.magnify(step, before, channel, picked);
    return html`
      ${renderStep({
        ...{ step, index, before, rule, channel, magnifier, seen, count: steps.length },
        onMap: (map) => (this.chosen = map),
        onPlace: (place) => (this.picked = place),
      })}
      ${seen ? magnifier?.renderMagnifier(step, channel, seen) : nothing}
    `;
  }

  #renderAll(steps: readonly StepView[]) {
    const count = steps.length;
    return html`
      <div class="all">
        ${steps.map((step, index) => {
          const before = steps[index - 1];
          const channel = largeMap(step, before);
          return renderStep({ step, index, before, count, rule: this.rule, channel });
        })}
      </div>
    `;
  }

  get #steps(): readonly StepView[] {
    return this.#descent.value?.steps ?? this.#document?.steps ?? [];
  }

  get #index(): number {
    return Math.max(0, Math.min(this.step, this.#steps.length - 1));
  }

  get #still(): boolean {
    return this.still || this.printing;
  }

  async #descend(signal: AbortSignal) {
    const { engine } = this.power;
    const { photo } = this.look;
    const { unit, rule } = this;
    if (!engine || !photo || !unit) return initialState;
    const steps = await engine.descend(photo.id, unit, rule, { signal });
    const [view] = await engine.project(photo.id, [unit], { rule, signal });
    return { unit, steps, view };
  }

  #go(index: number): void {
    this.#pause();
    this.#show(index);
  }

  #show(index: number): void {
    const step = this.#steps[index];
    if (!step || index === this.#index) return;
    this.step = index;
    tell(this, 'deconv-step', { step: index, name: stepName(step) });
    void this.updateComplete.then(() => this.#followFocus());
  }

  /** Where the list of steps is wider than the figure, the one that is shown is in sight. */
  override updated(): void {
    const step = this.#steps[this.#index];
    if (step && MAGNIFIED.includes(step.step)) void this.#fetchMagnifier();
    const current = this.shadowRoot?.querySelector<HTMLElement>('.steps [aria-current=step]');
    const item = current?.parentElement;
    const list = item?.parentElement;
    if (!item || !list) return;
    const middle = item.offsetLeft - list.offsetLeft + item.offsetWidth / 2;
    list.scrollLeft = middle - list.clientWidth / 2;
  }

  /** Once; a page that cannot fetch it any more shows its steps as before. */
  async #fetchMagnifier(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    this.magnifier = await import('./magnifier/magnifier.js').catch(() => undefined);
  }

  /** The focus goes along where it was on a step. */
  #followFocus(): void {
    const focused = this.shadowRoot?.activeElement;
    if (focused?.closest('.steps'))
      this.shadowRoot?.querySelector<HTMLElement>('.steps [aria-current=step]')?.focus();
  }

  #play(): void {
    if (this.#index === this.#steps.length - 1) this.#show(0);
    this.playing = true;
    this.#timer = setInterval(() => {
      this.#show(this.#index + 1);
      if (this.#index === this.#steps.length - 1) this.#pause();
    }, PLAY_MS);
  }

  #pause(): void {
    clearInterval(this.#timer);
    this.playing = false;
  }

  readonly #print = ({ type }: Event): void => {
    this.printing = type === 'beforeprint';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-stepper': DeconvStepper;
  }
}
