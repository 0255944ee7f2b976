import type { NamedPicture } from '@deconv/engine';
import {
  invarianceFormat,
  numbersIn,
  quantityIn,
  type InvarianceResultsImage,
} from '@deconv/results';
import { html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';
import { layersToChoose } from '../../parts/choices/layersToChoose.js';
import { renderChecks } from '../../parts/choices/renderChecks.js';
import { renderSelect } from '../../parts/choices/renderSelect.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { tell } from '../../parts/controllers/tell.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import type { Images } from '../../parts/photo/loadPhotos.js';
import { ownPictures } from '../../parts/photo/ownPictures.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { quantityOf } from '../../words/quantityOf.js';
import { namesIn } from '../../words/namesIn.js';
import { fileName } from '../../words/fileName.js';
import type { Named } from '../../words/faults/unfit.js';
import type { InvarianceView } from './InvarianceView.js';
import { MovedPicture } from './MovedPicture.js';
import { invarianceStyles } from './invarianceStyles.js';
import { TRANSFORMS, moveInWords, unmoved, type Transform } from './movesInWords.js';
import { renderCurve } from './renderCurve.js';
import { renderInvarianceTable } from './renderInvarianceTable.js';
import { renderMovedPicture } from './renderMovedPicture.js';

/**
 * What becomes of features and answer as an image is moved, scaled or turned. From a document of `deconv invariance`, or computed here.
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
 * @fires deconv-options - The reader set what is computed: the properties that changed.
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @fires deconv-move - The reader moved the image: `{ image, value }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart picture - The moved image.
 * @csspart choice - Where an image is chosen.
 * @csspart options - What the reader may set.
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
@customElement('deconv-invariance')
export class DeconvInvariance extends FigureElement<'invariance'> {
  static override styles = invarianceStyles;

  /** How images are moved: `rotate`, `scale`, `translate-x` or `translate-y`. */
  @property({ reflect: true }) transform: Transform | undefined;
  /** Names of the layers whose features are compared, separated by commas. */
  @property({ reflect: true }) layers: string | undefined;

  /** Number of the image that is shown, from 0. */
  @property({ attribute: false }) chosen = 0;
  /** Number of the value that it is moved by, from 0. */
  @property({ attribute: false }) step = 0;
  @state() private numbers = false;
  @query('canvas.moved') private canvas!: HTMLCanvasElement | null;

  constructor() {
    super(invarianceFormat, 'several');
    new MovedPicture(this, () => ({
      canvas: this.canvas,
      view: this.loaded && this.#view(this.loaded),
    }));
  }

  protected override begin({ results }: Loaded<'invariance'>): void {
    this.chosen = 0;
    this.step = unmoved(results.options.transform, results.images[0]?.values ?? []);
  }

  /** The document's own pictures, where no others are given. */
  protected override get photos(): Images | undefined {
    return ownPictures(this.images, this.file.loaded);
  }

  protected override get named(): Named {
    return { layers: namesIn(this.layers) };
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'invariance'> | undefined {
    const document = this.file.loaded?.results;
    const transform = this.transform ?? document?.options.transform ?? 'rotate';
    if (!photos.length) return undefined;
    const drawn = document?.images.filter(({ picture }) => picture);
    const images = this.images
      ? [...photos]
      : photos.map((photo, i) => ({ ...photo, name: drawn?.[i]?.image ?? photo.name }));
    // Another transform has another range.
    const range = transform === document?.options.transform ? document.options : undefined;
    const layers = namesIn(this.layers) ?? document?.options.layers;
    const { from, to, step } = range ?? {};
    return {
      ...{ probe: 'invariance', images, transform },
      ...given({ from, to, step, layers, fill: document?.options.fill }),
    };
  }

  protected override renderSettings() {
    const { results } = this;
    const transform = this.transform ?? results?.options.transform ?? 'rotate';
    const model = this.live.computed?.model;
    return html`
      <div class="options" part="options">
        ${renderSelect({
          ...{ label: 'How it is moved', options: TRANSFORMS, chosen: transform },
          onChoose: (value) => this.choose({ transform: value as Transform }),
        })}
        ${
          model && results
            ? renderChecks({
                legend: 'Layers',
                options: layersToChoose(model).map(({ name }) => name),
                chosen: results.options.layers,
                onChoose: (layers) => this.choose({ layers: layers.join(',') }),
              })
            : nothing
        }
      </div>
    `;
  }

  protected override renderBody(loaded: Loaded<'invariance'>) {
    const view = this.#view(loaded);
    if (!view) return html`<p>The document holds no image.</p>`;
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

  protected override inWords(loaded: Loaded<'invariance'>): string {
    const view = this.#view(loaded);
    return view ? `Drawn. ${said(view)}` : '';
  }

  #view(loaded: Loaded<'invariance'>): InvarianceView | undefined {
    const { images } = loaded.results;
    const chosen = Math.min(this.chosen, images.length - 1);
    const image = images[chosen];
    if (!image) return undefined;
    return {
      ...loaded,
      image,
      chosen,
      step: Math.min(this.step, image.values.length - 1),
      onImage: (index) => this.#choose(images[index]!, index),
      onStep: (step) => this.#move(step, image.image, image.values[step]!),
    };
  }

  #choose({ image, values }: InvarianceResultsImage, index: number): void {
    this.chosen = index;
    tell(this, 'deconv-move', { image, value: values[Math.min(this.step, values.length - 1)]! });
  }

  #move(step: number, image: string, value: number): void {
    if (step === this.step) return;
    this.step = step;
    tell(this, 'deconv-move', { image, value });
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
      title: quantityOf(image, image.label),
      note: '',
      numbers: numbersIn(image),
      ...(quantityIn(image) === 'probability' && { top: 1 }),
      format: formatQuantity(image),
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
  return `${fileName(image.image)}, ${moved}: ${image.label} ${formatQuantity(image)(numbersIn(image)[step]!)}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-invariance': DeconvInvariance;
  }
}
