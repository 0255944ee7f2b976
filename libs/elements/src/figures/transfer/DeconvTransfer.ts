import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { ComputingElement } from '../../frame/ComputingElement.js';
import { DownloadController } from '../../frame/DownloadController.js';
import { renderRun } from '../../frame/renderRun.js';
import { renderPlate } from '../../frame/renderPlate.js';
import { layersToChoose } from '../../parts/choices/layersToChoose.js';
import { renderSelect } from '../../parts/choices/renderSelect.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { AnnouncementController } from '../../parts/controllers/AnnouncementController.js';
import { DropController } from '../../parts/controllers/DropController.js';
import { FailureController } from '../../parts/controllers/FailureController.js';
import { NearViewportController } from '../../parts/controllers/NearViewportController.js';
import { PasteController } from '../../parts/controllers/PasteController.js';
import { tell } from '../../parts/controllers/tell.js';
import { FaultController } from '../../parts/faults/FaultController.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import type { Stage } from '../../words/Stage.js';
import { attributeFaults } from '../../words/faults/attributeFaults.js';
import { noneOf } from '../../words/faults/noneOf.js';
import { unfit } from '../../words/faults/unfit.js';
import { withoutModel } from '../../words/faults/withoutModel.js';
import { ClassEditor } from './ClassEditor.js';
import { LearnController, type LessonLearned } from './LearnController.js';
import { LessonsController, OWN } from './LessonsController.js';
import { EMPTY, filled } from './PhotoClass.js';
import { answerTo, type TransferView } from './TransferView.js';
import { citeLesson } from './citeLesson.js';
import { lessonFacts } from './lessonFacts.js';
import { renderClasses } from './renderClasses.js';
import { renderEvidence } from './renderEvidence.js';
import { renderPatches } from './renderPatches.js';
import { renderTally } from './renderTally.js';
import { renderTransferTable } from './renderTransferTable.js';
import { renderUnlearned } from './renderUnlearned.js';
import { transferStyles } from './transferStyles.js';
import { tally } from './verdictOf.js';

/**
 * Teaches a network's features classes of the reader's own: a softmax classifier learns from few photos or drawings, here,
 * in seconds, and says which places it decides by.
 *
 * @slot - A poster: stands in the figure's place without scripts.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - It has learned.
 * @fires progress - It computes: `{ fraction, message }`.
 * @fires error - Computing stopped; the figure says why.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @csspart plate - The whole figure.
 * @csspart classes - The classes and their photos.
 * @csspart tally - How it does on photos that it has not seen.
 * @csspart unlearned - What stands in place of tally, patches and evidence before it has learned.
 * @csspart evidence - What speaks for a class in the chosen photo.
 * @csspart patches - The places that it goes by.
 * @csspart choice - Where a lesson, or a class, is chosen.
 * @csspart run - Where the figure is made to compute.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message of a figure that has nothing to draw.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Colour of marks and choices.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-transfer')
export class DeconvTransfer extends ComputingElement {
  static override styles = transferStyles;

  /** Address of a list of classes to begin with: JSON, `[{ "name", "classes": [{ "name", "photos" }], "asked" }]`. */
  @property({ reflect: true }) lessons: string | undefined;
  /** Name of the one that is shown; without it the first. */
  @property({ reflect: true }) lesson: string | undefined;
  /** Whose features are learned from; without it the last convolution. */
  @property({ reflect: true }) layer: string | undefined;
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;

  @state() private numbers = false;

  readonly #near = new NearViewportController(this);
  readonly #editor = new ClassEditor(this);
  readonly #lessons = new LessonsController(
    this,
    () => ({ url: this.near ? this.lessons : undefined, lesson: this.lesson }),
    (photoSet) => this.#editor.begin(photoSet),
  );
  readonly #learn = new LearnController(
    this,
    () => ({
      ...{ wanted: this.wanted, engine: this.engine, model: this.network },
      ...{ random: this.random, layer: this.layer, photoSet: this.#editor.photoSet },
    }),
    () => this.dispatchEvent(new Event('load')),
  );
  readonly #download = new DownloadController(this, () =>
    this.near && !this.wanted ? this.network : undefined,
  );
  readonly #drop = new DropController(this, (files) => void this.#editor.takeHere(files));

  constructor() {
    super();
    new PasteController(this, (files) => void this.#editor.takeHere(files));
    new FaultController(this, () => [...this.#faults, ...(this.#refusal ? [this.#refusal] : [])]);
    new FailureController(this, () => this.#learn.stage);
    new AnnouncementController(this, () => this.#said());
  }

  /** How far learning is: `idle` until it is asked for and has photos of two classes. */
  get running(): Stage {
    return this.#learn.stage;
  }

  /** Learns, and again with every change. */
  run(): void {
    if (this.#learn.stage === 'error') this.#learn.retry();
    this.asked = true;
  }

  override toJSON(): object | undefined {
    return this.#fresh && citeLesson(this.#fresh, this.random);
  }

  override render(): TemplateResult {
    const { stage, fraction } = this.#learn;
    return renderPlate({
      name: this.figureName,
      ...{ stage: 'ready', problem: undefined },
      retry: () => this.run(),
      progress: stage === 'computing' ? fraction : undefined,
      body: () => this.#renderBody(),
      run: this.network ? this.#renderRun() : nothing,
      facts: this.#facts,
      faults: this.#faults,
      save: this.renderSave(),
      dropping: this.#drop.over,
    });
  }

  /** Those of photos and lessons stand among the classes. */
  get #faults(): readonly string[] {
    const { names } = this.#lessons;
    const model = this.#learn.lesson?.model;
    return [
      ...attributeFaults(this),
      ...withoutModel(this.autorun, this.network),
      ...(names.length ? noneOf('lesson', [this.lesson], names) : []),
      ...(model ? unfit({ layer: this.layer }, model) : []),
    ];
  }

  #renderBody() {
    if (this.#expecting) return html`${this.#renderLessons()}`;
    const view = this.#view;
    const lesson = this.#learn.lesson;
    return html`
      ${this.#renderLessons()} ${renderClasses(view)}
      ${this.#refusal ? html`<p class="hint problem">${this.#refusal}</p>` : nothing}
      ${lesson ? this.#renderFound(view, lesson) : renderUnlearned(view)}
    `;
  }

  #renderFound(view: TransferView, lesson: LessonLearned) {
    const answer = view.chosen && answerTo(lesson, view.chosen);
    return html`
      <div class="found ${this.#learn.stage === 'computing' ? 'old' : ''}">
        <div class="how">${renderTally(lesson)} ${renderPatches(lesson)}</div>
        ${answer ? renderEvidence(view, lesson, answer) : nothing}
      </div>
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderTransferTable(lesson),
      )}
    `;
  }

  #renderLessons() {
    const { names } = this.#lessons;
    if (!names.length) return nothing;
    return html`<div class="lessons">
      ${renderChoice({
        ...{ legend: 'To tell apart', name: 'lesson', chosen: this.lesson ?? names[0]! },
        options: names.map((name) => ({ value: name, label: name })),
        onChoose: (name) => (this.lesson = name),
      })}
    </div>`;
  }

  #renderRun() {
    const { stage, fraction, message, problem, lesson } = this.#learn;
    return renderRun({
      ...{ stage, fraction, message, random: this.random, intake: 'none', document: false },
      problem: problem?.message,
      seconds: lesson?.learned.seconds,
      bytes: this.#download.bytes,
      missing: this.#missing,
      options: lesson ? this.#renderLayer(lesson) : nothing,
      onRun: () => this.run(),
      onCancel: () => this.#cancel(),
      onBack: () => undefined,
      onFiles: () => undefined,
      onRandom: (random) => {
        this.random = random;
        this.run();
        tell(this, 'deconv-random', { random });
      },
    });
  }

  #renderLayer({ model, learned }: LessonLearned) {
    return html`<div class="options" part="options">
      ${renderSelect({
        label: 'Features of',
        options: layersToChoose(model).map(({ name }) => ({ value: name, label: name })),
        chosen: learned.layer,
        onChoose: (layer) => {
          this.layer = layer;
          tell(this, 'deconv-layer', { layer });
        },
      })}
    </div>`;
  }

  get #facts(): [term: string, fact: string][] {
    const lesson = this.#learn.lesson;
    const credit = this.#lessons.entry?.credit;
    return [
      ...(lesson ? lessonFacts(lesson) : []),
      ...(credit ? [['Drawings', credit] as [string, string]] : []),
    ];
  }

  get #view(): TransferView {
    return { ...this.#editor.view, lesson: this.#learn.lesson };
  }

  /** What was learned, while it is what is shown. */
  get #fresh(): LessonLearned | undefined {
    return this.#learn.stage === 'ready' ? this.#learn.lesson : undefined;
  }

  protected override get near(): boolean {
    return this.#near.reached;
  }

  /** Photos of a lesson are on their way: empty classes would stand in their place for a moment, and move. */
  get #expecting(): boolean {
    const given = this.lessons !== undefined && this.lesson !== OWN;
    return given && this.#editor.photoSet === EMPTY && !this.#refusal;
  }

  /** What it waits for. */
  get #missing(): string | undefined {
    if (this.#expecting) return undefined;
    const [first, second] = filled(this.#editor.photoSet);
    if (second) return undefined;
    return first
      ? `It has photos of one class only, “${first.name}”: give another some, to be told apart from.`
      : 'It waits for photos of two classes: choose some, draw them, or drop them on a class.';
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('lesson') && this.lesson === OWN) this.#editor.begin(EMPTY);
  }

  #cancel(): void {
    this.asked = false;
    this.autorun = false;
  }

  /** Why photos are not there that should be. */
  get #refusal(): string | undefined {
    return this.#editor.refused ?? this.#lessons.problem?.message;
  }

  #said(): string {
    const problem = this.#refusal ?? this.#learn.problem?.message;
    if (problem) return problem;
    if (this.#learn.stage === 'computing') return 'Learning on your device.';
    if (!this.#fresh) return '';
    const { right, count } = tally(this.#fresh);
    return `Learned. ${right} of ${count} photos are answered right by what learned the others.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-transfer': DeconvTransfer;
  }
}
