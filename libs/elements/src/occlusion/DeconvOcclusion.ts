import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatNumber } from '../grid/formatNumber.js';
import { formatShare } from '../grid/formatShare.js';
import { ResultsController, type Loaded } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import { className, mapName, type OcclusionView } from './OcclusionView.js';
import { lowestPlace, type Place } from './Place.js';
import { occlusionStyles } from './occlusionStyles.js';
import { placeInWords } from './placeInWords.js';
import { renderClassMap } from './renderClassMap.js';
import { renderCoveredPhoto } from './renderCoveredPhoto.js';
import { renderHeatMap } from './renderHeatMap.js';
import { renderOcclusionTables } from './renderOcclusionTables.js';
import { renderReadout } from './renderReadout.js';
import { renderUnits } from './renderUnits.js';

/**
 * What a square in the way changes, by its place: drag it over the image. It draws a document that `deconv occlude` wrote.
 *
 * @slot - Stands in the figure's place until the document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @fires deconv-place - The reader moved the square: `{ row, column }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart photo - The image.
 * @csspart square - The square on it.
 * @csspart readout - The values at its place.
 * @csspart print - The small print.
 * @csspart error - The message in place of a document that could not be read.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 */
@customElement('deconv-occlusion')
export class DeconvOcclusion extends LitElement {
  static override styles = occlusionStyles;

  /** Address of a document of results. */
  @property() src: string | undefined;

  @state() private place: Place | undefined;
  @state() private side: number | undefined;
  @state() private numbers = false;

  readonly #document = new ResultsController(this, 'occlude', ({ results }) => {
    this.side = undefined;
    this.place = lowestPlace(results.probability);
  });

  override render() {
    const { stage, problem, loaded } = this.#document;
    const view = loaded && this.#view(loaded);
    return renderPlate({
      stage,
      problem,
      retry: () => this.#document.retry(),
      body: () => html`${view && this.#renderBody(view)}`,
      facts: view ? printOf(view) : [],
      announcement: view ? `Drawn. ${placeInWords(view.results, view.place)}.` : '',
    });
  }

  #view(loaded: Loaded<'occlude'>): OcclusionView {
    return {
      ...loaded,
      place: this.place ?? { row: 0, column: 0 },
      side: this.side,
      onPlace: (place) => this.#move(place),
      onSide: (side) => (this.side = side),
    };
  }

  #renderBody(view: OcclusionView) {
    const { results } = view;
    return html`
      <div class="look">${renderCoveredPhoto(view)} ${renderReadout(view)}</div>
      <div class="found">
        <div class="maps">
          ${renderHeatMap(view, {
            title: `Probability of ${className(results, results.classIndex)}`,
            map: results.probability,
            clean: results.clean.probability,
            format: formatShare,
          })}
          ${renderHeatMap(view, {
            title: `Activity of ${mapName(results)}`,
            map: results.activity,
            clean: results.clean.activity,
            format: formatNumber,
          })}
          ${renderClassMap(view)}
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
    this.dispatchEvent(
      new CustomEvent('deconv-place', { detail: { ...place }, bubbles: true, composed: true }),
    );
  }
}

function printOf({ results }: OcclusionView): [string, string][] {
  const { grid, macs, options } = results;
  return [
    ['Square', `${grid.size} × ${grid.size} pixels, every ${grid.stride}, ${options.fill}`],
    [
      'Passes',
      `${grid.rows * grid.cols}, ${formatNumber(macs.naive / macs.executed)} times fewer multiply-adds than whole ones`,
    ],
    ...factsOf(results),
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-occlusion': DeconvOcclusion;
  }
}
