import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CorrespondResults } from '@deconv/results';
import { ResultsController } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { renderPlate } from '../results/renderPlate.js';
import { COUNTS } from './Count.js';
import { correspondenceStyles } from './correspondenceStyles.js';
import { partsOf } from './partsOf.js';
import { renderPanel } from './renderPanel.js';

/**
 * Whether masking the same part changes features alike in different images: Table 1 of Zeiler and Fergus, with intervals.
 * It draws a document that `deconv correspond` wrote.
 *
 * @slot - Stands in the figure's place until the document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart panel - The parts at one layer, by one count.
 * @csspart print - The small print.
 * @csspart error - The message in place of a document that could not be read.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 */
@customElement('deconv-correspondence')
export class DeconvCorrespondence extends LitElement {
  static override styles = correspondenceStyles;

  /** Address of a document of results. */
  @property() src: string | undefined;

  @state() private pointed: string | undefined;

  readonly #document = new ResultsController(this, 'correspond');

  override render() {
    const { stage, problem, loaded } = this.#document;
    const results = loaded?.results;
    return renderPlate({
      stage,
      problem,
      retry: () => this.#document.retry(),
      body: () => html`${results ? this.#renderBody(results) : nothing}`,
      facts: results ? printOf(results) : [],
      announcement: results ? said(results) : '',
    });
  }

  #renderBody(results: CorrespondResults) {
    return html`
      ${results.options.layers.map((layer) =>
        COUNTS.map(([count, words]) =>
          renderPanel({
            results,
            layer,
            count,
            words,
            pointed: this.pointed,
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
