import type { Extent } from '@deconv/pictures';
import type { NamedPicture } from '@deconv/engine';
import { competeIn, numbersIn, occludeFormat, type OccludeResults } from '@deconv/results';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import { tell } from '../../parts/controllers/tell.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import type { Images } from '../../parts/photo/loadPhotos.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { quantityOf } from '../../words/quantityOf.js';
import { factsOf } from '../../words/factsOf.js';
import { mapName } from '../../words/mapName.js';
import type { Named } from '../../words/faults/unfit.js';
import { className, type OcclusionView } from './OcclusionView.js';
import { lowestPlace, middleOf, type Place } from './Place.js';
import { occludeRequest } from './occludeRequest.js';
import { occlusionStyles } from './occlusionStyles.js';
import { placeInWords } from './placeInWords.js';
import { renderClassMap } from './renderClassMap.js';
import { renderCoveredPhoto } from './renderCoveredPhoto.js';
import { renderHeatMap } from './renderHeatMap.js';
import { renderOcclusionOptions } from './renderOcclusionOptions.js';
import { renderOcclusionTables } from './renderOcclusionTables.js';
import { renderReadout } from './renderReadout.js';
import { renderUnits } from './renderUnits.js';

/**
 * What a square in the way changes, by its place: drag it over the image. From a document of `deconv occlude`, or computed here.
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
 * @fires deconv-photos - The reader gave a photo: `{ names }`.
 * @fires deconv-place - The reader moved the square: `{ at: [row, column] }`, its middle, in pixels of the picture as the network sees it.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart photo - The image.
 * @csspart square - The square on it.
 * @csspart readout - The values at its place.
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
@customElement('deconv-occlusion')
export class DeconvOcclusion extends FigureElement<'occlude'> {
  static override styles = occlusionStyles;

  /** Side of the square, in pixels of the network's input. */
  @property({ type: Number, reflect: true }) size: number | undefined;
  /** Pixels from one place of the square to the next. */
  @property({ type: Number, reflect: true }) stride: number | undefined;
  /** Colour of the square: `grey`, `mean` (of the image), or red, green, blue from 0 to 255. */
  @property({ reflect: true }) fill: string | undefined;
  /** Number of the class that is watched. Without it, the most probable one. */
  @property({ type: Number, reflect: true, attribute: 'class-index' }) classIndex:
    number | undefined;
  /** Layer of the map that is watched. */
  @property({ reflect: true }) layer: string | undefined;
  /** Number of the map that is watched. Without it, the most active one. */
  @property({ type: Number, reflect: true }) channel: number | undefined;

  @state() private place: Place | undefined;
  @state() private shape: Extent | undefined;
  @state() private numbers = false;

  constructor() {
    super(occludeFormat, 'one');
  }

  /** Row and column of the square's place in its grid. */
  get square(): [row: number, column: number] | undefined {
    return this.place && [this.place.row, this.place.column];
  }

  set square(square: readonly [row: number, column: number] | undefined) {
    this.place = square && { row: square[0], column: square[1] };
  }

  protected override begin({ results }: Loaded<'occlude'>): void {
    this.shape = undefined;
    this.place = lowestPlace(numbersIn(results));
  }

  protected override get photos(): Images | undefined {
    const { loaded } = this.file;
    return this.images ?? (loaded?.results.picture && loaded.addressOf(loaded.results.picture));
  }

  protected override request([image, ...others]: readonly NamedPicture[]) {
    if (!image) return undefined;
    return occludeRequest(this, {
      // The document's own picture has no name but the document's.
      image: this.images
        ? image
        : { ...image, name: this.file.loaded?.results.image ?? image.name },
      others,
      document: this.file.loaded?.results,
      own: Array.isArray(this.images),
    });
  }

  protected override get named(): Named {
    const { layer, channel, classIndex } = this;
    return { layer, channel, classIndex };
  }

  protected override renderSettings() {
    return renderOcclusionOptions(this, {
      results: this.results,
      layers: this.live.computed?.model.layers ?? [],
      onChange: (changes) => this.choose(changes),
    });
  }

  protected override renderBody(loaded: Loaded<'occlude'>) {
    return this.#renderView(this.#view(loaded));
  }

  protected override inWords(loaded: Loaded<'occlude'>): string {
    const { results, place } = this.#view(loaded);
    return `Drawn. ${placeInWords(results, place)}.`;
  }

  protected override facts(loaded: Loaded<'occlude'>) {
    return printOf(loaded.results);
  }

  #view(loaded: Loaded<'occlude'>): OcclusionView {
    const { rows, cols } = loaded.results.grid;
    const { row, column } = this.place ?? { row: rows >> 1, column: cols >> 1 };
    return {
      ...loaded,
      // While a new map fills in, the square may still lie on a place of the old one.
      place: { row: Math.min(row, rows - 1), column: Math.min(column, cols - 1) },
      shape: this.shape,
      onPlace: (place) => this.#move(place),
      onShape: (shape) => (this.shape = shape),
    };
  }

  #renderView(view: OcclusionView) {
    const { results } = view;
    return html`
      <div class="look">${renderCoveredPhoto(view)} ${renderReadout(view)}</div>
      <div class="found">
        <div class="maps">
          ${renderHeatMap(view, {
            title: quantityOf(results, className(results, results.classIndex)),
            map: numbersIn(results),
            clean: numbersIn(results.clean),
            format: formatQuantity(results),
          })}
          ${renderHeatMap(view, {
            title: `Activity of ${mapName(results)}`,
            map: results.activity,
            clean: results.clean.activity,
            format: formatNumber,
          })}
          ${competeIn(results) ? renderClassMap(view) : nothing}
        </div>
        ${renderUnits(view)}
      </div>
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderOcclusionTables(results),
      )}
    `;
  }

  #move(place: Place): void {
    if (place.row === this.place?.row && place.column === this.place.column) return;
    this.place = place;
    const { results } = this.loaded ?? {};
    if (results) tell(this, 'deconv-place', { at: middleOf(place, results.grid, this.shape) });
  }
}

function printOf(results: OccludeResults): [string, string][] {
  const { grid, macs, options } = results;
  return [
    ['Square', `${grid.size} × ${grid.size} pixels, every ${grid.stride}, ${options.fill}`],
    ['Passes', `${grid.rows * grid.cols}${savingOf(macs)}`],
    ...factsOf(results),
  ];
}

/** Nothing of passes over whole images, and of a part of a result, in which nothing is counted. */
const savingOf = ({ executed, naive }: OccludeResults['macs']): string =>
  executed < naive
    ? `, ${formatNumber(naive / executed)} times fewer multiply-adds than whole ones`
    : '';

declare global {
  interface HTMLElementTagNameMap {
    'deconv-occlusion': DeconvOcclusion;
  }
}
