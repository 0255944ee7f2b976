import { Task, initialState } from '@lit/task';
import type { Engine, NamedPicture } from '@deconv/engine';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { AnnouncementController } from '../controllers/AnnouncementController.js';
import { DropController } from '../controllers/DropController.js';
import { NearViewportController } from '../controllers/NearViewportController.js';
import { errorOf } from '../controllers/PhotoController.js';
import { PasteController } from '../controllers/PasteController.js';
import { tell } from '../controllers/tell.js';
import { CitableElement } from '../export/CitableElement.js';
import { layersToChoose } from '../grid/layersToChoose.js';
import { DownloadController } from '../live/DownloadController.js';
import { computedIn } from '../live/computedIn.js';
import { modelOfPage } from '../live/modelOfPage.js';
import { renderRun } from '../live/renderRun.js';
import { renderSelect } from '../live/renderSelect.js';
import { loadPhotos } from '../photo/loadPhotos.js';
import { renderChoice } from '../results/renderChoice.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import { LearnController, type LessonLearned } from './LearnController.js';
import { another, EMPTY, filled, withClass, type Pupils } from './PhotoClass.js';
import { answerTo, type Target, type TransferView } from './TransferView.js';
import { citeLesson } from './citeLesson.js';
import { loadLesson, loadLessons, type LessonEntry } from './loadLesson.js';
import { renderClasses } from './renderClasses.js';
import { renderEvidence } from './renderEvidence.js';
import { renderPatches } from './renderPatches.js';
import { renderTally } from './renderTally.js';
import { renderTransferTable } from './renderTransferTable.js';
import { transferStyles } from './transferStyles.js';
import { tally } from './verdictOf.js';

/** Nothing to begin with. */
const NONE = 'your own';

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
 * @csspart evidence - What speaks for a class in the chosen photo.
 * @csspart patches - The places that it goes by.
 * @csspart choice - Where a lesson, or a class, is chosen.
 * @csspart run - Where the figure is made to compute.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message of a figure that has nothing to draw.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Colour of marks and choices.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-transfer')
export class DeconvTransfer extends CitableElement {
  static override styles = transferStyles;

  /** Address of a model folder. Without it, what `<meta name="deconv-model">` says. */
  @property({ reflect: true }) model: string | undefined;
  /** Address of a list of classes to begin with: JSON, `[{ "name", "classes": [{ "name", "photos" }], "asked" }]`. */
  @property({ reflect: true }) lessons: string | undefined;
  /** Name of the one that is shown; without it the first. */
  @property({ reflect: true }) lesson: string | undefined;
  /** Whose features are learned from; without it the last convolution. */
  @property({ reflect: true }) layer: string | undefined;
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;
  /** Computes as soon as it comes near the viewport, without being asked. */
  @property({ type: Boolean, reflect: true }) autorun = false;
  /** What computes. Without it, the page's shared engine, which is fetched when it is needed. */
  @property({ attribute: false }) engine: Engine | undefined;

  @state() private pupils: Pupils = EMPTY;
  @state() private asked = false;
  @state() private chosen: NamedPicture | undefined;
  @state() private shown: number | undefined;
  @state() private place: number | undefined;
  @state() private drawing: Target | undefined;
  @state() private numbers = false;
  @state() private refused: string | undefined;
  #target: Target = 0;

  readonly #near = new NearViewportController(this);
  readonly #list = new Task(this, {
    args: () => [this.#near.reached ? this.lessons : undefined] as const,
    task: async ([url], { signal }) => (url ? loadLessons(url, signal) : initialState),
  });
  readonly #photos = new Task(this, {
    args: () => [this.#entry] as const,
    task: async ([entry], { signal }) => (entry ? loadLesson(entry, signal) : initialState),
    onComplete: (pupils) => this.#begin(pupils),
  });
  readonly #learn = new LearnController(
    this,
    () => ({
      ...{ wanted: this.#wanted, engine: this.engine, model: this.#network },
      ...{ random: this.random, layer: this.layer, pupils: this.pupils },
    }),
    () => this.dispatchEvent(new Event('load')),
  );
  readonly #download = new DownloadController(this, () =>
    this.#near.reached && !this.#wanted ? this.#network : undefined,
  );
  readonly #drop = new DropController(this, (files) => void this.#take(files, this.#target));
  #before = 'idle';

  constructor() {
    super();
    new PasteController(this, (files) => void this.#take(files, this.#target));
    new AnnouncementController(this, () => this.#said());
  }

  /** How far learning is: `idle` until it is asked for and has photos of two classes. */
  get running(): LearnController['stage'] {
    return this.#learn.stage;
  }

  /** Learns, and again with every change. */
  run(): void {
    if (this.#learn.stage === 'failed') this.#learn.retry();
    this.asked = true;
  }

  override toJSON(): object | undefined {
    return this.#fresh && citeLesson(this.#fresh, this.random);
  }

  override updated(): void {
    const { stage } = this.#learn;
    if (stage === 'failed' && this.#before !== 'failed') this.dispatchEvent(new Event('error'));
    this.#before = stage;
  }

  override render(): TemplateResult {
    const { stage, fraction } = this.#learn;
    return renderPlate({
      ...{ stage: 'ready', problem: undefined },
      retry: () => this.run(),
      progress: stage === 'running' ? fraction : undefined,
      body: () => this.#renderBody(),
      run: this.#network ? this.#renderRun() : nothing,
      facts: this.#facts,
      save: this.renderSave(),
      dropping: this.#drop.over,
    });
  }

  #renderBody() {
    if (this.#expecting) return html`${this.#renderLessons()}`;
    const view = this.#view;
    const lesson = this.#learn.lesson;
    return html`
      ${this.#renderLessons()} ${renderClasses(view)}
      ${this.#refusal ? html`<p class="hint problem">${this.#refusal}</p>` : nothing}
      ${lesson ? this.#renderFound(view, lesson) : nothing}
    `;
  }

  #renderFound(view: TransferView, lesson: LessonLearned) {
    const answer = view.chosen && answerTo(lesson, view.chosen);
    return html`
      <div class="found ${this.#learn.stage === 'running' ? 'old' : ''}">
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
    const lessons = this.#list.value;
    if (!lessons?.length) return nothing;
    const names = [...lessons.map(({ name }) => name), NONE];
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
    const credit = this.#entry?.credit;
    return [
      ...(lesson ? factsOf(lesson) : []),
      ...(credit ? [['Drawings', credit] as [string, string]] : []),
    ];
  }

  get #view(): TransferView {
    const { pupils, shown, place, drawing } = this;
    return {
      ...{ pupils, shown, place, drawing, lesson: this.#learn.lesson },
      chosen: this.chosen ?? pupils.asked[0] ?? pupils.classes[0]?.photos[0],
      onChoose: (photo) => this.#look(photo),
      onShow: (at) => {
        this.shown = at;
        this.place = undefined;
      },
      onPlace: (at) => (this.place = at),
      onDraw: (target) => (this.drawing = target),
      onTarget: (target) => (this.#target = target),
      onFiles: (files, target) => void this.#take(files, target),
      onPhotos: (photos, target) => this.#add(photos, target),
      onRemove: (photo, target) =>
        this.#change(target, (photos) => photos.filter((each) => each !== photo)),
      onName: (name, at) =>
        (this.pupils = withClass(this.pupils, at, (own) => ({ ...own, name: name || own.name }))),
      onAddClass: () => this.#setClasses([...pupils.classes, another(pupils)]),
      onRemoveClass: (at) => this.#setClasses(pupils.classes.filter((_, i) => i !== at)),
    };
  }

  #setClasses(classes: Pupils['classes']): void {
    this.pupils = { ...this.pupils, classes };
    this.shown = undefined;
    this.#target = 'asked';
  }

  /** What was learned, while it is what is shown. */
  get #fresh(): LessonLearned | undefined {
    return this.#learn.stage === 'done' ? this.#learn.lesson : undefined;
  }

  get #entry(): LessonEntry | undefined {
    const lessons = this.#list.value;
    if (this.lesson === NONE) return undefined;
    return lessons?.find(({ name }) => name === this.lesson) ?? lessons?.[0];
  }

  get #network(): string | undefined {
    return this.model ?? modelOfPage();
  }

  get #wanted(): boolean {
    return this.asked || (this.autorun && this.#near.reached);
  }

  /** Photos of a lesson are on their way: empty classes would stand in their place for a moment, and move. */
  get #expecting(): boolean {
    const given = this.lessons !== undefined && this.lesson !== NONE;
    return given && this.pupils === EMPTY && !this.#refusal;
  }

  /** What it waits for. */
  get #missing(): string | undefined {
    if (this.#expecting) return undefined;
    const count = filled(this.pupils).length;
    if (count >= 2) return undefined;
    return count
      ? `It has photos of one class only, “${filled(this.pupils)[0]!.name}”: give another some, to be told apart from.`
      : 'It waits for photos of two classes: choose some, draw them, or drop them on a class.';
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('lesson') && this.lesson === NONE) this.#begin(EMPTY);
  }

  #begin(pupils: Pupils): void {
    this.pupils = pupils;
    this.#look(undefined);
    this.drawing = undefined;
    this.refused = undefined;
  }

  /** Another photo is looked at where most is to be seen. */
  #look(photo: NamedPicture | undefined): void {
    this.chosen = photo;
    this.shown = undefined;
    this.place = undefined;
  }

  #cancel(): void {
    this.asked = false;
    this.autorun = false;
  }

  async #take(files: File[], target: Target): Promise<void> {
    if (!files.length) return;
    try {
      this.refused = undefined;
      this.#add(await loadPhotos(files, new AbortController().signal), target);
      tell(this, 'deconv-photos', { names: files.map(({ name }) => name) });
    } catch (error) {
      this.refused = (error as Error).message;
    }
  }

  #add(photos: readonly NamedPicture[], target: Target): void {
    this.#change(target, (own) => [...own, ...photos]);
    if (target === 'asked') this.#look(photos[0]);
  }

  #change(
    target: Target,
    change: (photos: readonly NamedPicture[]) => readonly NamedPicture[],
  ): void {
    const { pupils } = this;
    this.pupils =
      target === 'asked'
        ? { ...pupils, asked: change(pupils.asked) }
        : withClass(pupils, target, (own) => ({ ...own, photos: change(own.photos) }));
  }

  /** Why photos are not there that should be. */
  get #refusal(): string | undefined {
    return this.refused ?? (errorOf(this.#list) ?? errorOf(this.#photos))?.message;
  }

  #said(): string {
    const problem = this.#refusal ?? this.#learn.problem?.message;
    if (problem) return problem;
    if (this.#learn.stage === 'running') return 'Learning on your device.';
    if (!this.#fresh) return '';
    const { right, count } = tally(this.#fresh);
    return `Learned. ${right} of ${count} photos are answered right by what learned the others.`;
  }
}

function factsOf({ model, learned, pupils }: LessonLearned): [term: string, fact: string][] {
  const { layer, rows, columns, features, seconds, fingerprint, strength } = learned;
  const count = pupils.classes.reduce((sum, { photos }) => sum + photos.length, 0);
  return [
    ['Network', `${model.name} (${fingerprint.slice(0, 8)})`],
    ['Features', `${features} of ${layer}, at ${rows} × ${columns} places, frozen`],
    ['Classifier', `softmax, L-BFGS, weight decay ${strength}, ${count} photos`],
    ['Computed on', model.backend],
    ...computedIn({ seconds, model }),
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-transfer': DeconvTransfer;
  }
}
