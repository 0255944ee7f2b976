import type { NamedPicture } from '@deconv/engine';
import { correspondFormat, type CorrespondResults } from '@deconv/results';
import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';
import { tell } from '../../parts/controllers/tell.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import { namesIn } from '../../words/namesIn.js';
import { factsOf } from '../../words/factsOf.js';
import type { Named } from '../../words/faults/unfit.js';
import { COUNTS } from './Count.js';
import { correspondenceStyles } from './correspondenceStyles.js';
import { loadLandmarks, type Landmarks, type Point } from './loadLandmarks.js';
import { marksFor } from './marksFor.js';
import { partsOf } from './partsOf.js';
import { renderFaces } from './renderFaces.js';
import { renderPanel } from './renderPanel.js';

/**
 * Whether masking the same part changes features alike in different images: Table 1 of Zeiler and Fergus, with intervals.
 * From a document of `deconv correspond`, or computed here.
 *
 * @slot - A poster: stands in the figure's place until a document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - A document has been read, or computed.
 * @fires progress - It computes: `{ fraction, message }`.
 * @fires error - A document could not be read, or computing stopped; the figure says why.
 * @fires deconv-origin - What is drawn was computed here, or is the document again: `{ computed }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @fires deconv-mark - The reader placed a mark: `{ image, part, at }`, in shares of width and height.
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart panel - The parts at one layer, by one count.
 * @csspart faces - Photos with marks on their parts.
 * @csspart run - Where the figure is made to compute.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that has nothing to draw.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Colour of marks and choices.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-correspondence')
export class DeconvCorrespondence extends FigureElement<'correspond'> {
  static override styles = correspondenceStyles;

  /** Where parts are: the address of a file, `{ "images": { "dog.png": { "nose": [0.5, 0.6] } } }`, in shares of width and height. */
  @property({ reflect: true }) landmarks: string | undefined;
  /** Names of layers, separated by commas. */
  @property({ reflect: true }) layers: string | undefined;
  /** Side of the square that masks, in pixels of the network's input. */
  @property({ type: Number, reflect: true }) size: number | undefined;
  /** How many masks at random, of each kind. */
  @property({ type: Number, reflect: true }) draws: number | undefined;

  @state() private pointed: string | undefined;
  /** Marks as the reader placed them, over those of the file; then those that are measured. */
  @state() private placed: Landmarks = {};
  @state() private measured: Landmarks = {};

  readonly #landmarks = new Task(this, {
    args: () => [this.wanted ? this.landmarks : undefined] as const,
    task: async ([address], { signal }): Promise<Landmarks> =>
      address ? loadLandmarks(address, signal) : {},
  });

  constructor() {
    super(correspondFormat, 'several');
  }

  protected override get alsoFailed(): unknown {
    return this.#landmarks.error;
  }

  protected override get missing(): string {
    return this.live.photos.length
      ? 'Drag each mark to its place, or focus it and use the arrow keys; then measure.'
      : super.missing;
  }

  protected override computeAgain(): void {
    if (this.#landmarks.error === undefined) super.computeAgain();
    else void this.#landmarks.run();
  }

  protected override get named(): Named {
    return { layers: namesIn(this.layers) };
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'correspond'> | undefined {
    const marks = { ...this.#landmarks.value, ...this.measured };
    const images = photos.filter(({ name }) => marks[name]);
    // Signs are compared between two images.
    if (images.length < 2) return undefined;
    const document = this.file.loaded?.results.options;
    const landmarks = Object.fromEntries(images.map(({ name }) => [name, marks[name]!]));
    return {
      ...{ probe: 'correspond', images, landmarks },
      ...given({
        layers: namesIn(this.layers) ?? document?.layers,
        size: this.size ?? document?.size,
        draws: this.draws ?? document?.draws,
        seed: document?.seed,
        fill: document?.fill,
      }),
    };
  }

  protected override renderSettings() {
    const { photos } = this.live;
    if (!this.wanted || !photos.length) return nothing;
    const known = { ...this.#landmarks.value, ...this.measured };
    const marks = marksFor(photos, { ...known, ...this.placed });
    const unmeasured = photos.some(({ name }) => !known[name]);
    return renderFaces({
      ...{ photos, marks, changed: unmeasured || Object.keys(this.placed).length > 0 },
      onPlace: (image, part, at) => this.#place(image, part, at, marks),
      onMeasure: () => this.#measure(marks),
    });
  }

  protected override renderBody({ results }: Loaded<'correspond'>) {
    return html`
      ${results.options.layers.map((layer) =>
        COUNTS.map(([count, words]) =>
          renderPanel({
            ...{ results, layer, count, words, pointed: this.pointed },
            onPoint: (part) => (this.pointed = part),
          }),
        ),
      )}
      <p class="quiet reading">
        The share of positions at which masking a part moves the features of two images in different
        directions: the mean over all pairs of images, and its interval where images are resampled.
        Lower is more alike. “One place for all” tells how much of it is alignment, not the part.
      </p>
    `;
  }

  protected override inWords({ results }: Loaded<'correspond'>): string {
    return said(results);
  }

  protected override facts({ results }: Loaded<'correspond'>) {
    return printOf(results);
  }

  #place(image: string, part: string, at: Point, marks: Landmarks): void {
    const [x, y] = at.map((share) => Math.max(0, Math.min(1, share))) as [number, number];
    this.placed = { ...this.placed, [image]: { ...marks[image], [part]: [x, y] } };
    tell(this, 'deconv-mark', { image, part, at: [x, y] });
  }

  #measure(marks: Landmarks): void {
    this.measured = marks;
    this.placed = {};
    this.run();
  }
}

function printOf(results: CorrespondResults): [string, string][] {
  const { options, skippedParts } = results;
  return [
    ['Square', `${options.size} pixels, ${options.fill}`],
    ['At random', `${options.draws} of each kind`],
    ...(skippedParts.length
      ? [['Parts left out', String(skippedParts.length)] as [string, string]]
      : []),
    ...factsOf(results),
  ];
}

function said(results: CorrespondResults): string {
  const { named, controls } = partsOf(results);
  return `Drawn: ${named.length} parts and ${controls.length} controls at ${results.options.layers.join(', ')}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-correspondence': DeconvCorrespondence;
  }
}
