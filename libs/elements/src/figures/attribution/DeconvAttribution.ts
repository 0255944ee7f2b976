import type { NamedPicture } from '@deconv/engine';
import { attributeFormat, type AttributeResultsImage, type MethodName } from '@deconv/results';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import type { Named } from '../../words/faults/unfit.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { Images } from '../../parts/photo/loadPhotos.js';
import { ownPictures } from '../../parts/photo/ownPictures.js';
import { factsOf } from '../../words/factsOf.js';
import { fileName } from '../../words/fileName.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import { renderChoice } from '../../parts/choices/renderChoice.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { attributeRequest } from './attributeRequest.js';
import { attributionStyles } from './attributionStyles.js';
import { imageInWords, METHOD_NAMES } from './imageInWords.js';
import { renderAttributionTable } from './renderAttributionTable.js';
import { renderHeat } from './renderHeat.js';
import { renderMethodOptions } from './renderMethodOptions.js';
import { renderSums } from './renderSums.js';

/**
 * Which parts of an image an answer is owed to: integrated gradients, or Grad-CAM. From a document of `deconv attribute`, or
 * computed here.
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
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart picture - The image, and the same with what its class is owed to.
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
@customElement('deconv-attribution')
export class DeconvAttribution extends FigureElement<'attribute'> {
  static override styles = attributionStyles;

  /** How the answer is attributed: `integrated-gradients`, to pixels, or `grad-cam`, to places of a layer. */
  @property({ reflect: true }) method: MethodName | undefined;
  /** Number of the class. Without it, the most probable one of each image. */
  @property({ type: Number, reflect: true, attribute: 'class-index' }) classIndex:
    number | undefined;
  /** Points on the way from the baseline to the image, of integrated gradients. */
  @property({ type: Number, reflect: true }) steps: number | undefined;
  /** Baseline of integrated gradients: `grey`, `mean` (of the image), or red, green, blue from 0 to 255. */
  @property({ reflect: true }) fill: string | undefined;
  /** Layer whose maps are weighted, of Grad-CAM. */
  @property({ reflect: true }) layer: string | undefined;

  @state() private chosen = 0;
  @state() private numbers = false;

  constructor() {
    super(attributeFormat, 'several');
  }

  protected override begin(): void {
    this.chosen = 0;
  }

  /** The document's own pictures, where no others are given. */
  protected override get photos(): Images | undefined {
    return ownPictures(this.images, this.file.loaded);
  }

  protected override get named(): Named {
    const { layer, classIndex } = this;
    return { layer, classIndex };
  }

  protected override request(photos: readonly NamedPicture[]) {
    if (!photos.length) return undefined;
    const document = this.file.loaded?.results;
    return attributeRequest(this, { photos, document, own: this.images !== undefined });
  }

  protected override renderSettings() {
    return renderMethodOptions(this, {
      results: this.results,
      layers: this.live.computed?.model.layers ?? [],
      onChange: (changes) => this.choose(changes),
    });
  }

  protected override renderBody(loaded: Loaded<'attribute'>) {
    const image = this.#image(loaded);
    if (!image) return html`<p>The document holds no image.</p>`;
    return html`
      ${loaded.results.images.length > 1 ? this.#renderImages(loaded) : nothing}
      ${renderHeat(image, loaded)} ${renderSums(image)}
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderAttributionTable(image, loaded.results.options),
      )}
    `;
  }

  protected override inWords(loaded: Loaded<'attribute'>): string {
    const image = this.#image(loaded);
    return image ? `Drawn. ${fileName(image.image)}: ${imageInWords(image)}.` : '';
  }

  protected override facts({ results }: Loaded<'attribute'>): [string, string][] {
    const { method, steps, fill, layer } = results.options;
    const how = layer ?? `${steps} steps from a baseline of ${fill}`;
    return [[METHOD_NAMES[method], how], ...factsOf(results)];
  }

  /** The image that the reader chose; another document may hold fewer. */
  #image({ results: { images } }: Loaded<'attribute'>): AttributeResultsImage | undefined {
    return images[Math.min(this.chosen, images.length - 1)];
  }

  #renderImages({ results, addressOf }: Loaded<'attribute'>) {
    return html`<div class="images">
      ${renderChoice({
        legend: 'Image',
        name: 'image',
        options: results.images.map(({ image, picture }, index) => ({
          value: String(index),
          label: fileName(image),
          picture: picture && addressOf(picture),
        })),
        chosen: String(Math.min(this.chosen, results.images.length - 1)),
        onChoose: (value) => (this.chosen = Number(value)),
      })}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-attribution': DeconvAttribution;
  }
}
