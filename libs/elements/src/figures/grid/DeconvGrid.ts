import type { NamedPicture, RuleName } from '@deconv/engine';
import { topFormat } from '@deconv/results';
import { property } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { FigureElement } from '../../frame/FigureElement.js';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import { factsOf } from '../../words/factsOf.js';
import { namesIn } from '../../words/namesIn.js';
import { noneOf } from '../../words/faults/noneOf.js';
import type { Named } from '../../words/faults/unfit.js';
import { OnePhotoFigure } from './one/OnePhotoFigure.js';
import { oneStyles } from './one/oneStyles.js';
import { TopFigure } from './top/TopFigure.js';
import { topStyles } from './top/topStyles.js';

/**
 * What excites the units of a layer most, each patch beside its projection.
 *
 * With `samples`, or without any photos: one photo, and the nine units of a layer that respond most to it. With `src` or
 * `images`: feature maps, each with the nine images that excite it most, from a document of `deconv top` or computed here.
 * Several photos that the reader drops lead from the first to the second.
 *
 * @slot - A poster: stands in the figure's place until there is more to see.
 * @slot title - A heading: the question the figure asks.
 * @slot caption - What to notice.
 * @slot try - Links or buttons that set the figure's state.
 * @slot error - Words in place of those above a message.
 * @fires load - A document has been read or computed, or the units of a photo are shown.
 * @fires progress - Something loads or computes: `{ fraction, message }`.
 * @fires error - Something stopped; the figure says what, and how to go on.
 * @fires deconv-origin - What is drawn was computed here, or is the document again: `{ computed }`.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-photos - The reader gave photos: `{ names }`.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-rule - The reader chose a rule: `{ rule }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @fires deconv-control - The reader replaced something on the way down: `{ control }`.
 * @fires deconv-map - The reader chose a feature map: `{ layer, channel }`.
 * @fires deconv-unit - The reader chose a unit: `{ layer, channel, at, address }`.
 * @csspart plate - The whole figure.
 * @csspart body - What is drawn.
 * @csspart maps - The feature maps to choose from.
 * @csspart map - The chosen one.
 * @csspart unit - The chosen unit.
 * @csspart run - Where the figure is made to compute.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-reserve - Least height of the figure's body, kept free before it is drawn.
 * @cssprop --deconv-accent - Buttons' and choices' colour.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-grid')
export class DeconvGrid extends FigureElement<'top'> {
  static override styles = [oneStyles, topStyles];

  /** Address of a list of sample photos; the first is shown until the reader chooses. */
  @property() samples: string | undefined;
  @property({ reflect: true }) layer: string | undefined;
  @property({ reflect: true }) rule: RuleName = 'deconvnet';
  /** Names of the layers to search over many images, separated by commas. Without it, as the command chooses. */
  @property({ reflect: true }) layers: string | undefined;
  /** Which maps of them: `0-15`, `3,7`, `random:6`. */
  @property({ reflect: true }) channels: string | undefined;

  readonly #one: OnePhotoFigure = new OnePhotoFigure(this, () => ({
    looking: this.#looksAtOne,
    near: this.near,
    wanted: this.wanted,
    live: this.live,
    model: this.network,
  }));
  readonly #top = new TopFigure(this, () => ({
    live: this.live,
    model: this.network,
    loaded: this.loaded,
  }));

  constructor() {
    super(topFormat, 'several');
  }

  /** One photo is looked at, instead of searching many. */
  get #looksAtOne(): boolean {
    return this.src === undefined && !this.images?.length;
  }

  protected override begin(): void {
    this.#top.begin();
  }

  protected override get named(): Named {
    return { layers: namesIn(this.layers) };
  }

  protected override request(photos: readonly NamedPicture[]): RequestOf<'top'> | undefined {
    if (!photos.length) return undefined;
    const document = this.file.loaded?.results;
    const { channels, k, seed, rule } = document?.options ?? {};
    return {
      ...{ probe: 'top', images: [...photos] },
      ...given({
        layers: namesIn(this.layers) ?? document?.layers.map(({ layer }) => layer),
        channels: this.channels ?? channels,
        ...{ k, seed, rule: rule },
      }),
    };
  }

  protected override faultsOf(loaded: Loaded<'top'> | undefined): readonly string[] {
    const known = this.#looksAtOne ? this.#one.layers : undefined;
    const layers = known ?? loaded?.results.layers.map(({ layer }) => layer);
    const { photoProblem } = this.#one;
    return [
      ...(layers?.length ? noneOf('layer', [this.layer], layers) : []),
      ...(photoProblem === undefined ? [] : [photoProblem]),
    ];
  }

  protected override renderBody(loaded: Loaded<'top'>) {
    return this.#top.renderBody(loaded);
  }

  protected override inWords({ results }: Loaded<'top'>): string {
    const layer = this.#top.layerOf(results);
    return layer ? `${layer.layer}: ${layer.maps.length} feature maps shown.` : '';
  }

  protected override facts({ results }: Loaded<'top'>): [term: string, fact: string][] {
    return [['Rule', results.options.rule], ...factsOf(results)];
  }

  override toJSON(): object | undefined {
    return this.#looksAtOne ? this.#one.toJSON() : super.toJSON();
  }

  protected override get provenance(): object | undefined {
    return this.#looksAtOne ? this.toJSON() : super.provenance;
  }

  override render() {
    if (!this.#looksAtOne) return super.render();
    return this.#one.render({
      name: this.figureName,
      faults: this.faults,
      save: this.renderSave(),
      dropping: this.drop.over,
      onFiles: (files) => this.take(files),
    });
  }

  protected override said(): string {
    return this.#looksAtOne ? this.#one.words : super.said();
  }

  protected override take(files: File[]): void {
    const [file, another] = files;
    if (this.#looksAtOne && file && !another) this.#one.take(file);
    else super.take(files);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-grid': DeconvGrid;
  }
}
