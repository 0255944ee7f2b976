import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { formatNumber } from '../grid/formatNumber.js';
import { formatShare } from '../grid/formatShare.js';
import { ResultsController } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { fileName } from '../results/fileName.js';
import { renderChoice } from '../results/renderChoice.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import type { InvarianceView } from './InvarianceView.js';
import { MovedPicture } from './MovedPicture.js';
import { invarianceStyles } from './invarianceStyles.js';
import { moveInWords } from './movesInWords.js';
import { renderCurve } from './renderCurve.js';
import { renderInvarianceTable } from './renderInvarianceTable.js';
import { renderMovedPicture } from './renderMovedPicture.js';

/**
 * What becomes of features and answer as an image is moved, scaled or turned. It draws a document that
 * `deconv invariance` wrote.
 *
 * @slot - Stands in the figure's place until the document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @fires deconv-move - The reader moved the image: `{ image, value }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart picture - The moved image.
 * @csspart choice - Where an image is chosen.
 * @csspart print - The small print.
 * @csspart error - The message in place of a document that could not be read.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 */
@customElement('deconv-invariance')
export class DeconvInvariance extends LitElement {
  static override styles = invarianceStyles;

  /** Address of a document of results. */
  @property() src: string | undefined;

  @state() private chosen = 0;
  @state() private step = 0;
  @state() private numbers = false;
  @query('canvas.moved') private canvas!: HTMLCanvasElement | null;

  readonly #document = new ResultsController(this, 'invariance', ({ results }) => {
    this.chosen = 0;
    this.step = lowest(results.images[0]?.probability ?? []);
  });

  constructor() {
    super();
    new MovedPicture(this, () => ({ canvas: this.canvas, view: this.#view }));
  }

  override render() {
    const { stage, problem } = this.#document;
    const view = this.#view;
    return renderPlate({
      stage,
      problem,
      retry: () => this.#document.retry(),
      body: () => (view ? this.#renderBody(view) : html`<p>The document holds no image.</p>`),
      facts: view ? factsOf(view.results) : [],
      announcement: view ? `Drawn. ${said(view)}` : '',
    });
  }

  get #view(): InvarianceView | undefined {
    const { loaded } = this.#document;
    const image = loaded?.results.images[this.chosen];
    if (!loaded || !image) return undefined;
    return {
      ...loaded,
      image,
      chosen: this.chosen,
      step: Math.min(this.step, image.values.length - 1),
      onImage: (index) => (this.chosen = index),
      onStep: (step) => this.#move(step, image.image, image.values[step]!),
    };
  }

  #renderBody(view: InvarianceView) {
    const { results, image } = view;
    return html`
      ${results.images.length > 1 ? renderImages(view) : nothing} ${renderMovedPicture(view)}
      <div class="curves">${renderCurves(view)}</div>
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderInvarianceTable(results, image),
      )}
    `;
  }

  #move(step: number, image: string, value: number): void {
    if (step === this.step) return;
    this.step = step;
    const detail = { image, value };
    this.dispatchEvent(new CustomEvent('deconv-move', { detail, bubbles: true, composed: true }));
  }
}

function renderImages({ results, addressOf, chosen, onImage }: InvarianceView) {
  return html`<div class="images">
    ${renderChoice({
      legend: 'Image',
      name: 'image',
      options: results.images.map(({ image, picture }, index) => ({
        value: String(index),
        label: fileName(image),
        picture: picture && addressOf(picture),
      })),
      chosen: String(chosen),
      onChoose: (value) => onImage(Number(value)),
    })}
  </div>`;
}

function renderCurves(view: InvarianceView) {
  const { results, image } = view;
  const score = (value: number | null | undefined): string =>
    value == null ? '' : `invariance ${value.toFixed(2)}`;
  return [
    renderCurve(view, {
      title: `Probability of ${image.label}`,
      note: '',
      numbers: image.probability,
      top: 1,
      format: formatShare,
    }),
    ...results.options.layers.map((layer) =>
      renderCurve(view, {
        title: `Distance at ${layer}`,
        note: score(image.score[layer]),
        numbers: image.distance[layer]!,
        format: formatNumber,
      }),
    ),
  ];
}

function said({ results, image, step }: InvarianceView): string {
  const moved = moveInWords(results.options.transform, image.values[step]!);
  return `${fileName(image.image)}, ${moved}: ${image.label} ${formatShare(image.probability[step]!)}.`;
}

/** Number of the smallest, the first of several. */
function lowest(numbers: readonly number[]): number {
  return numbers.reduce((best, number, i) => (number < numbers[best]! ? i : best), 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-invariance': DeconvInvariance;
  }
}
