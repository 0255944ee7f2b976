import type { NamedPicture } from '@deconv/engine';
import { evolutionFormat, type EvolutionResults } from '@deconv/results';
import { Task } from '@lit/task';
import { html } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';
import { tell } from '../../parts/controllers/tell.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { namesIn } from '../../words/namesIn.js';
import { factsOf } from '../../words/factsOf.js';
import { mapName } from '../../words/mapName.js';
import type { Named } from '../../words/faults/unfit.js';
import type { EvolutionView } from './EvolutionView.js';
import { cellInWords } from './changesOf.js';
import { evolutionStyles } from './evolutionStyles.js';
import { loadCheckpoints } from './loadCheckpoints.js';
import { renderEvolutionTable } from './renderEvolutionTable.js';
import { renderScrubber } from './renderScrubber.js';
import { renderSheet } from './renderSheet.js';
import { renderStills } from './renderStills.js';

/**
 * Feature maps through the training of a network: what excites them most at each checkpoint. From a document of `deconv evolution`, or computed here.
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
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @fires deconv-checkpoint - The reader chose a checkpoint: `{ name }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn of the document.
 * @csspart stills - The maps at the checkpoint looked at.
 * @csspart sheet - All checkpoints.
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
@customElement('deconv-evolution')
export class DeconvEvolution extends FigureElement<'evolution'> {
  static override styles = evolutionStyles;

  /**
   * The network at points of its training, in order: folders relative to the model's folder, separated by blanks, a bare
   * name being one in `epochs`; or the address of a list, `[{ "name": "1", "url": "epochs/1/" }]`.
   */
  @property({ reflect: true }) checkpoints: string | undefined;
  /** Names of layers, separated by commas. */
  @property({ reflect: true }) layers: string | undefined;
  /** Which maps of them: `0-15`, `3,7`, `random:6`. */
  @property({ reflect: true }) channels: string | undefined;

  /** Number of the checkpoint that is shown, from 0. */
  @property({ attribute: false }) checkpoint = 0;
  @state() private numbers = false;

  readonly #checkpoints = new Task(this, {
    args: () => [this.wanted && this.checkpoints, this.network] as const,
    task: async ([checkpoints, model], { signal }) =>
      checkpoints && model ? loadCheckpoints(checkpoints, model, signal) : undefined,
  });

  constructor() {
    super(evolutionFormat, 'several');
  }

  protected override begin({ results }: Loaded<'evolution'>): void {
    // The end of the training, which is what a reader knows.
    this.checkpoint = Math.max(0, results.checkpoints.length - 1);
  }

  protected override get alsoFailed(): unknown {
    return this.#checkpoints.error;
  }

  protected override computeAgain(): void {
    if (this.#checkpoints.error === undefined) super.computeAgain();
    else void this.#checkpoints.run();
  }

  protected override get named(): Named {
    return { layers: namesIn(this.layers) };
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'evolution'> | undefined {
    const checkpoints = this.#checkpoints.value;
    if (!photos.length || !checkpoints?.length) return undefined;
    const document = this.file.loaded?.results;
    const layers = namesIn(this.layers) ?? layersOf(document);
    return {
      ...{ probe: 'evolution', images: [...photos], checkpoints },
      ...given({
        layers,
        channels: this.channels ?? document?.options.channels,
        seed: document?.options.seed,
        rule: document?.options.rule,
      }),
    };
  }

  protected override renderBody(loaded: Loaded<'evolution'>) {
    const view = this.#view(loaded);
    if (!view) return html`<p>The document holds no checkpoint.</p>`;
    return html`
      ${renderScrubber(view)} ${renderStills(view)} ${renderSheet(view)}
      ${renderNumbers(
        this.numbers,
        () => (this.numbers = !this.numbers),
        () => renderEvolutionTable(view.results),
      )}
    `;
  }

  protected override inWords(loaded: Loaded<'evolution'>): string {
    const view = this.#view(loaded);
    return view ? said(view) : '';
  }

  protected override facts(loaded: Loaded<'evolution'>) {
    return printOf(loaded.results);
  }

  #view(loaded: Loaded<'evolution'>): EvolutionView | undefined {
    const { length } = loaded.results.checkpoints;
    if (!length) return undefined;
    return {
      ...loaded,
      checkpoint: Math.min(this.checkpoint, length - 1),
      onCheckpoint: (checkpoint) => this.#go(checkpoint, loaded),
    };
  }

  #go(checkpoint: number, { results }: Loaded<'evolution'>): void {
    if (checkpoint === this.checkpoint) return;
    this.checkpoint = checkpoint;
    tell(this, 'deconv-checkpoint', { name: results.checkpoints[checkpoint]!.name });
  }
}

function layersOf(document: EvolutionResults | undefined): string[] | undefined {
  return document && [...new Set(document.maps.map(({ layer }) => layer))];
}

function printOf(results: EvolutionResults): [string, string][] {
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
