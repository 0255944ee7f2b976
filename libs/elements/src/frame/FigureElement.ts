import type { NamedPicture } from '@deconv/engine';
import type { Format, Results } from '@deconv/results';
import { html, nothing, type PropertyDeclaration, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { AnnouncementController } from '../parts/controllers/AnnouncementController.js';
import { DropController } from '../parts/controllers/DropController.js';
import { FailureController } from '../parts/controllers/FailureController.js';
import { PasteController } from '../parts/controllers/PasteController.js';
import { tell } from '../parts/controllers/tell.js';
import { FaultController } from '../parts/faults/FaultController.js';
import { loadResults, type Loaded, type ResultsOf } from '../parts/fetching/loadResults.js';
import type { Images } from '../parts/photo/loadPhotos.js';
import { ResultsController } from '../parts/results/ResultsController.js';
import { factsOf } from '../words/factsOf.js';
import { computedIn } from '../words/computedIn.js';
import type { Stage } from '../words/Stage.js';
import { attributeFaults } from '../words/faults/attributeFaults.js';
import { emptyLists } from '../words/faults/emptyLists.js';
import { unfit, type Named } from '../words/faults/unfit.js';
import { withoutModel } from '../words/faults/withoutModel.js';
import { renderPlate } from './renderPlate.js';
import { ComputingElement } from './ComputingElement.js';
import { DownloadController } from './DownloadController.js';
import { LiveController, type RequestOf } from './LiveController.js';
import { renderRun, type Intake } from './renderRun.js';

/**
 * A figure of one probe, from two sources: the document at `src`, drawn at once, or one that is computed here, with `model`
 * and `images`, when the reader asks for it. The view is the same.
 */
export abstract class FigureElement<P extends Results['probe']> extends ComputingElement {
  /** Address of a document of results. */
  @property({ reflect: true }) src: string | undefined;
  /** Photos to compute with: the address of a list, or addresses separated by blanks; as a property also files and pictures. */
  @property({ reflect: true, converter: { toAttribute: textOnly } }) images: Images | undefined;
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;

  protected readonly file: ResultsController<Loaded<P>>;
  protected readonly live: LiveController<P>;
  protected readonly drop: DropController;
  readonly #download: DownloadController;

  /**
   * @param format of the probe's documents
   * @param intake which photos of their own readers may give it
   */
  constructor(
    format: Format<ResultsOf<P>>,
    private readonly intake: Intake,
  ) {
    super();
    this.file = new ResultsController(this, {
      src: () => this.src,
      load: (src, signal) => loadResults(src, [format], signal),
      onLoad: (loaded) => this.#show(loaded),
      onError: () => this.dispatchEvent(new Event('error')),
    });
    this.live = new LiveController<P>(
      this,
      () => ({
        wanted: this.wanted,
        engine: this.engine,
        model: this.network,
        random: this.random,
        images: this.photos,
        request: (photos) => (attributeFaults(this).length ? undefined : this.request(photos)),
        unfit: (model) => unfit(this.named, model),
        failed: (this.wanted ? attributeFaults(this)[0] : undefined) ?? this.alsoFailed,
      }),
      (computed) => this.#show(computed),
    );
    this.#download = new DownloadController(this, () =>
      this.near && !this.wanted ? this.network : undefined,
    );
    this.drop = new DropController(this, (files) => this.take(files));
    new PasteController(this, (files) => this.take(files));
    new AnnouncementController(this, () => this.said());
    new FailureController(this, () => this.live.stage);
    new FaultController(this, () => this.faults);
  }

  /** What is asked of the engine; undefined while something is missing. */
  protected abstract request(photos: readonly NamedPicture[]): RequestOf<P> | undefined;
  /** What is drawn of a document. */
  protected abstract renderBody(loaded: Loaded<P>): TemplateResult;
  /** What a screen reader is told of a document. */
  protected abstract inWords(loaded: Loaded<P>): string;
  /** Photos to compute with: those given, or what the document itself holds. */
  protected get photos(): Images | undefined {
    return this.images;
  }
  /** What the reader may set, where the figure can compute. */
  protected renderSettings(): TemplateResult | typeof nothing {
    return nothing;
  }
  /** Small print of a document. */
  protected facts({ results }: Loaded<P>): [term: string, fact: string][] {
    return factsOf(results);
  }
  /** What its attributes name of the network that computes. */
  protected get named(): Named {
    return {};
  }
  /** What is wrong with what it was given, where it goes on all the same. */
  protected faultsOf?(loaded: Loaded<P> | undefined): readonly string[];
  /** What it waits for, where it was asked but has not all that it needs. */
  protected get missing(): string {
    return NO_PHOTOS;
  }
  /** What stopped something that a request needs besides photos. */
  protected get alsoFailed(): unknown {
    return undefined;
  }
  /** Gets each document before it is drawn for the first time: what the reader chose is set back. */
  protected begin?(loaded: Loaded<P>): void;

  /** The document that is drawn. */
  get results(): ResultsOf<P> | undefined {
    return this.loaded?.results;
  }

  override toJSON(): object | undefined {
    return this.results;
  }

  protected override get provenance(): object | undefined {
    if (!this.results) return undefined;
    const { probe, model, data, options, backend } = this.results;
    return { probe, model, random: this.random, data, options, backend, src: this.src };
  }

  /** How far computing is: `idle` until it is asked for. */
  get running(): Stage {
    return this.live.stage;
  }

  /** Computes here, as the reader's button does. */
  run(): void {
    if (this.live.stage === 'error') this.computeAgain();
    this.asked = true;
  }

  /** Stops computing; what is drawn stays. */
  cancel(): void {
    this.asked = false;
    this.autorun = false;
  }

  /** Starts again what has failed. */
  protected computeAgain(): void {
    this.live.retry();
  }

  /** Tells the page where what is drawn comes from, once that changes. */
  override updated(): void {
    const computed = this.live.computed !== undefined;
    if (computed === this.#computed) return;
    this.#computed = computed;
    tell(this, 'deconv-origin', { computed });
  }
  #computed = false;

  protected get loaded(): Loaded<P> | undefined {
    return this.live.computed ?? this.file.loaded;
  }

  protected override get near(): boolean {
    return this.file.near;
  }

  /** Another document, another figure, at once: who asks to compute after it, asks for that one. */
  override requestUpdate(name?: PropertyKey, old?: unknown, options?: PropertyDeclaration): void {
    super.requestUpdate(name, old, options);
    if (name !== 'src' || !this.hasUpdated || old === this.src) return;
    this.asked = false;
    this.live.forget();
  }

  /** What the reader chose was chosen of another network, or beside another document. */
  override willUpdate(changed: Map<string, unknown>): void {
    if (!this.hasUpdated || !(changed.has('src') || changed.has('model'))) return;
    for (const [name, { before, now }] of this.#choices)
      if (Reflect.get(this, name) === now) Reflect.set(this, name, before);
    this.#choices.clear();
  }

  /** Sets properties as the reader wishes, and tells the page. */
  protected choose(changes: object): void {
    for (const [name, now] of Object.entries<unknown>({ ...changes })) {
      const before = this.#choices.get(name)?.before ?? Reflect.get(this, name);
      this.#choices.set(name, { before, now });
    }
    Object.assign(this, changes);
    tell(this, 'deconv-options', changes);
  }
  readonly #choices = new Map<string, { before: unknown; now: unknown }>();

  override render(): TemplateResult {
    const { loaded } = this;
    const problem = this.live.problem?.message;
    return renderPlate({
      name: this.figureName,
      stage: this.#stage,
      problem: this.file.problem ?? problem,
      retry: () => this.#retry(),
      progress: this.live.stage === 'computing' ? this.live.fraction : undefined,
      body: () => html`${loaded && this.renderBody(loaded)}`,
      run: this.network ? this.#renderRun() : nothing,
      facts: loaded ? [...this.facts(loaded), ...computedIn(this.live.computed)] : [],
      save: this.renderSave(),
      // What stopped the computing is said where it is asked for.
      faults: this.faults.filter((fault) => this.live.stage !== 'error' || fault !== problem),
      dropping: this.drop.over && this.#mayTake,
    });
  }

  #renderRun() {
    const { stage, fraction, message, problem, computed } = this.live;
    return renderRun({
      ...{ stage, fraction, message, random: this.random, intake: this.intake },
      // Where nothing is drawn, the message stands in the figure's place.
      problem: this.loaded && problem?.message,
      seconds: computed?.seconds,
      bytes: this.#download.bytes,
      missing: this.wanted ? this.missing : undefined,
      document: this.file.loaded !== undefined,
      options: this.renderSettings(),
      onRun: () => this.run(),
      onCancel: () => this.cancel(),
      onBack: () => this.#goBack(),
      onFiles: (files) => this.take(files),
      onRandom: (random) => this.#compare(random),
    });
  }

  protected get faults(): readonly string[] {
    const { loaded } = this;
    return [
      ...attributeFaults(this),
      ...withoutModel(this.autorun, this.network),
      ...(loaded ? emptyLists(loaded.results) : []),
      ...(this.faultsOf?.(loaded) ?? []),
    ];
  }

  get #stage(): Stage {
    if (this.loaded) return 'ready';
    const { stage } = this.live;
    if (stage === 'computing') return 'loading';
    return stage === 'error' ? stage : this.file.stage;
  }

  /** What a screen reader is told. */
  protected said(): string {
    const { loaded, live } = this;
    const problem = this.file.problem ?? live.problem?.message;
    // Once, not with every step.
    if (live.stage === 'computing') return 'Computing on your device.';
    if (live.stage === 'error' || (problem && !loaded)) return problem ?? '';
    const words = loaded ? this.inWords(loaded) : '';
    return [...this.faults, words].filter(Boolean).join(' ');
  }

  #retry(): void {
    if (this.live.stage === 'error') this.computeAgain();
    else this.file.retry();
  }

  #show(loaded: Loaded<P>): void {
    this.begin?.(loaded);
    this.dispatchEvent(new Event('load'));
  }

  /** From what was computed back to the document. */
  #goBack(): void {
    this.cancel();
    this.random = undefined;
    this.live.forget();
    if (this.file.loaded) this.begin?.(this.file.loaded);
  }

  #compare(random: number | undefined): void {
    this.random = random;
    this.run();
    tell(this, 'deconv-random', { random });
  }

  get #mayTake(): boolean {
    return this.intake !== 'none' && this.network !== undefined;
  }

  /** Takes what the reader dropped, pasted or chose, and computes. */
  protected take(files: File[]): void {
    if (!this.#mayTake || !files.length) return;
    this.images = this.intake === 'one' ? files.slice(0, 1) : files;
    this.run();
    tell(this, 'deconv-photos', { names: files.map(({ name }) => name) });
  }
}

const NO_PHOTOS = 'It waits for photos: choose some, drop them on this figure, or paste them.';

/** Files and pictures have no place in an attribute. */
function textOnly(images: Images | undefined): string | null {
  return typeof images === 'string' ? images : null;
}
