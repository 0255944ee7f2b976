import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ResultsController, type Loaded } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import { mapName, type EvolutionView } from './EvolutionView.js';
import { cellInWords } from './changesOf.js';
import { evolutionStyles } from './evolutionStyles.js';
import { renderEvolutionTable } from './renderEvolutionTable.js';
import { renderScrubber } from './renderScrubber.js';
import { renderSheet } from './renderSheet.js';
import { renderStills } from './renderStills.js';

/**
 * Feature maps through the training of a network: what excites them most at each checkpoint. It draws a document that
 * `deconv evolution` wrote.
 *
 * @slot - Stands in the figure's place until the document is drawn.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @fires load - A document has been read.
 * @fires error - The document could not be read; the figure says why.
 * @fires deconv-checkpoint - The reader chose a checkpoint: `{ name }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart stills - The maps at the checkpoint looked at.
 * @csspart sheet - All checkpoints.
 * @csspart print - The small print.
 * @csspart error - The message in place of a document that could not be read.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 */
@customElement('deconv-evolution')
export class DeconvEvolution extends LitElement {
  static override styles = evolutionStyles;

  /** Address of a document of results. */
  @property() src: string | undefined;

  @state() private checkpoint = 0;
  @state() private numbers = false;

  readonly #document = new ResultsController(this, 'evolution', ({ results }) => {
    // The end of the training, which is what a reader knows.
    this.checkpoint = Math.max(0, results.checkpoints.length - 1);
  });

  override render() {
    const { stage, problem } = this.#document;
    const view = this.#view;
    return renderPlate({
      stage,
      problem,
      retry: () => this.#document.retry(),
      body: () => (view ? this.#renderBody(view) : html`<p>The document holds no checkpoint.</p>`),
      facts: view ? printOf(view) : [],
      announcement: view ? said(view) : '',
    });
  }

  get #view(): EvolutionView | undefined {
    const { loaded } = this.#document;
    if (!loaded?.results.checkpoints.length) return undefined;
    return {
      ...loaded,
      checkpoint: this.checkpoint,
      onCheckpoint: (checkpoint) => this.#go(checkpoint, loaded),
    };
  }

  #renderBody(view: EvolutionView) {
    return html`
      ${renderScrubber(view)} ${renderStills(view)} ${renderSheet(view)}
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderEvolutionTable(view.results),
      )}
    `;
  }

  #go(checkpoint: number, { results }: Loaded<'evolution'>): void {
    if (checkpoint === this.checkpoint) return;
    this.checkpoint = checkpoint;
    const detail = { name: results.checkpoints[checkpoint]!.name };
    this.dispatchEvent(
      new CustomEvent('deconv-checkpoint', { detail, bubbles: true, composed: true }),
    );
  }
}

function printOf({ results }: EvolutionView): [string, string][] {
  return [
    ['New feature', `similarity to before below ${results.options.changed}`],
    ['Rule', results.options.rule],
    ...factsOf(results),
  ];
}

function said({ results, checkpoint }: EvolutionView): string {
  const cells = results.maps.map(
    (map) => `${mapName(map)}: ${cellInWords(map.cells[checkpoint]!)}`,
  );
  return `Checkpoint ${results.checkpoints[checkpoint]!.name}. ${cells.join('. ')}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-evolution': DeconvEvolution;
  }
}
