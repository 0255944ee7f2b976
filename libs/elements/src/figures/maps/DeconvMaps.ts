import { Task, TaskStatus, initialState } from '@lit/task';
import type { LayerSummary } from '@deconv/engine';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../drawing/customElement.js';
import { PhotoFigure } from '../../frame/PhotoFigure.js';
import { renderRandomSwitch } from '../../parts/choices/renderRandomSwitch.js';
import { errorOf, type OpenPhoto } from '../../parts/controllers/PhotoController.js';
import { distanceToViewport } from '../../parts/controllers/distanceToViewport.js';
import { tell } from '../../parts/controllers/tell.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import { renderUnitPicture } from '../../parts/place/renderUnitPicture.js';
import { renderNumbers } from '../../parts/results/renderNumbers.js';
import { unitAddress } from '../../parts/controllers/unitAddress.js';
import { mapName } from '../../words/mapName.js';
import { positionInWords } from '../../words/positionInWords.js';
import { unfit } from '../../words/faults/unfit.js';
import { chosenUnit } from './chosenUnit.js';
import { activationAt, layerMaps, type LayerMaps } from './LayerMaps.js';
import type { MapsView } from './MapsView.js';
import { columnsOf } from './columnsOf.js';
import { fieldOf } from './fieldOf.js';
import { mapInWords, silentInWords } from './mapInWords.js';
import { mapsStyles } from './mapsStyles.js';
import { renderColumns } from './renderColumns.js';
import { renderLargeMap, renderUnitWords } from './renderLargeMap.js';
import { renderMapSheet } from './renderMapSheet.js';
import { renderMapsTable } from './renderMapsTable.js';
import { revealChosen } from './revealChosen.js';

/** What was computed, of one photo. */
interface Shown {
  photo: OpenPhoto;
  layers: readonly LayerMaps[];
}

/**
 * The way up: what every feature map of every layer makes of one photo. A column for each layer, with what one unit of it
 * sees and its strongest maps; beneath, all maps of the chosen layer, and one of them large, unit by unit.
 *
 * @slot - A poster: stands in the figure's place until the network has seen the photo.
 * @slot title - A heading: the question the figure asks.
 * @slot try - Links or buttons that set the figure's state.
 * @slot caption - What to notice.
 * @slot error - Words in place of those above a message.
 * @fires load - All maps are drawn.
 * @fires progress - The network is loading: `{ fraction }`.
 * @fires error - Something stopped; the figure says what, and how to start again.
 * @fires deconv-layer - The reader chose a layer: `{ layer }`.
 * @fires deconv-map - The reader chose a feature map: `{ layer, channel }`.
 * @fires deconv-place - The reader chose a place: `{ at: [row, column] }`, in pixels of the picture as the network sees it.
 * @fires deconv-unit - The reader chose a unit by its place: `{ layer, channel, at, address }`.
 * @fires deconv-photo - The reader chose a photo: `{ label }`.
 * @fires deconv-random - The reader wants random weights, or no longer: `{ random }`, the seed.
 * @csspart plate - The whole figure.
 * @csspart columns - All layers.
 * @csspart column - A layer.
 * @csspart sheet - All maps of the chosen layer.
 * @csspart board - The photo, and the chosen map.
 * @csspart handle - What lies on them and takes pointer and focus.
 * @csspart words - The chosen unit in words.
 * @csspart controls - Photo and random weights.
 * @csspart fault - What is wrong with what the figure was given, where it goes on.
 * @csspart print - The small print.
 * @csspart save - Where the reader saves the figure, in the small print.
 * @csspart error - The message in place of a figure that stopped.
 * @cssprop --deconv-accent - What is chosen, and the unit's receptive field.
 * @cssprop --deconv-paper - Ground.
 * @cssprop --deconv-ink - Text.
 */
@customElement('deconv-maps')
export class DeconvMaps extends PhotoFigure {
  static override styles = mapsStyles;

  /** Address of the photo to look at first. Without it, the first of `images`. */
  @property({ reflect: true }) photo: string | undefined;
  /** Name of the layer whose maps are all shown. Without it, the one in the middle. */
  @property({ reflect: true }) layer: string | undefined;
  /** Number of the map that is drawn large. Without it, the one that responds most at the place. */
  @property({ type: Number, reflect: true }) channel: number | undefined;
  /** A seed: the same network with random weights. */
  @property({ type: Number, reflect: true }) random: number | undefined;
  /**
   * Row and column of the pixel looked at, in the picture as the network sees it. Without it, where the map of that number
   * responds most, or the middle.
   */
  @property({ attribute: false }) place: Pixel | undefined;

  @state() private numbers = false;
  /** The unit that the page was last told of. */
  #told = '';

  readonly #maps = new Task(this, {
    args: () => [
      this.power.engine,
      this.look.photo,
      JSON.stringify(this.#columns.map(({ name }) => name)),
    ],
    task: async (_, { signal }) => this.#read(signal),
  });

  override updated(): void {
    revealChosen(this.renderRoot.querySelector('.sheet'));
  }

  protected override get first(): string | undefined {
    return this.photo;
  }

  protected override get seed(): number | undefined {
    return this.random;
  }

  protected override get unknown(): readonly string[] {
    const { model } = this.look;
    return model ? unfit({ layer: this.layer, channel: this.channel }, model) : [];
  }

  protected override get settled(): boolean {
    return this.#maps.status === TaskStatus.COMPLETE;
  }

  protected override get failure(): Error | undefined {
    return errorOf(this.#maps);
  }

  protected override get words(): string {
    const { chosen } = this;
    if (this.stage !== 'ready' || !chosen) return '';
    const { layer, map } = chosen;
    const silent = silentInWords(layer);
    return `${layer.layer.name}, ${layer.maps.length} maps. ${silent} ${mapInWords(map)}.`;
  }

  protected override get facts(): [term: string, fact: string][] {
    const { chosen } = this;
    if (!chosen) return [];
    const { layer, map, at } = chosen;
    return [
      [
        'Unit',
        `${mapName({ layer: layer.layer.name, channel: map.channel })}, ${positionInWords(at)}`,
      ],
    ];
  }

  override toJSON(): object | undefined {
    const cited = super.toJSON();
    const { chosen } = this;
    const { photo } = this.#maps.value ?? {};
    if (!cited || !chosen || !photo) return undefined;
    const { layer, map, at } = chosen;
    const { name, height, width } = layer.layer;
    const receptiveField = fieldOf(layer.layer, at, photo.seen);
    const activation = activationAt(map, layer.layer, at);
    return {
      ...cited,
      layer: { name, height, width },
      maps: layer.maps.map(({ channel, largest, at, active }) => ({
        channel,
        largest,
        at,
        active,
      })),
      units: [{ layer: name, channel: map.channel, at, activation, receptiveField }],
    };
  }

  protected override renderBody() {
    const view = this.#view();
    const { chosen } = view;
    return html`
      <div class="look">
        ${renderColumns(view)} ${renderMapSheet(view)}
        <section class="one">
          <h3>
            ${chosen ? mapName({ layer: chosen.layer.layer.name, channel: chosen.map.channel }) : 'One of them'}
          </h3>
          <div class="boards">
            <div>${renderLargeMap(view)}</div>
            ${this.#renderPhoto(view)}
          </div>
          ${renderUnitWords(view, this.channel)}
        </section>
      </div>
      <div class="as-table">
        ${
          chosen
            ? renderNumbers(
                this.numbers,
                () => (this.numbers = !this.numbers),
                () => renderMapsTable(chosen.layer),
              )
            : nothing
        }
      </div>
    `;
  }

  protected override renderSettings() {
    return renderRandomSwitch(this.random, (random) => {
      this.random = random;
      tell(this, 'deconv-random', { random });
    });
  }

  #renderPhoto({ chosen, photo, picture, alt }: MapsView) {
    const receptiveField = chosen && photo && fieldOf(chosen.layer.layer, chosen.at, photo.seen);
    const view = receptiveField && {
      ...{ layer: chosen.layer.layer.name, channel: chosen.map.channel, receptiveField },
    };
    return html`
      <div class="board" part="board">
        ${renderUnitPicture({
          ...{ picture, view, alt, place: chosen?.place, shape: photo?.seen },
          onPlace: (pixel) => this.#choosePixel(pixel),
        })}
        ${this.renderStart()}
      </div>
    `;
  }

  #view(): MapsView {
    const { picture, alt } = this.look;
    const { layers = [], photo } = this.#maps.value ?? {};
    return {
      ...{ layers, photo, picture, chosen: this.chosen },
      alt: alt ?? 'no photo yet',
      onLayer: (layer) => this.#chooseLayer(layer),
      onMap: (layer, channel) => this.#chooseMap(layer, channel),
      onUnit: (pixel, settled) => this.#chooseUnit(pixel, settled),
    };
  }

  /** What is looked at, among what was computed. */
  private get chosen(): MapsView['chosen'] {
    const { layers = [], photo } = this.#maps.value ?? {};
    const layer =
      layers.find(({ layer: { name } }) => name === this.layer) ?? layers[layers.length >> 1];
    if (!layer || !photo) return undefined;
    return chosenUnit(layer, photo.seen, this.channel, this.place);
  }

  get #columns(): LayerSummary[] {
    const { model } = this.look;
    return model ? columnsOf(model, this.layer) : [];
  }

  async #read(signal: AbortSignal): Promise<Shown | typeof initialState> {
    const { engine } = this.power;
    const { photo } = this.look;
    if (!engine || !photo) return initialState;
    const options = { signal, priority: () => distanceToViewport(this) };
    const layers: LayerMaps[] = [];
    for (const layer of this.#columns)
      layers.push(layerMaps(layer, await engine.featureMaps(photo.id, layer.name, options)));
    return { photo, layers };
  }

  #chooseLayer(layer: string): void {
    this.place = this.chosen?.place;
    this.channel = undefined;
    this.layer = layer;
    tell(this, 'deconv-layer', { layer });
  }

  #chooseMap(layer: string, channel: number): void {
    this.place = undefined;
    this.channel = channel;
    this.layer = layer;
    tell(this, 'deconv-map', { layer, channel });
  }

  /** On the photo: whichever map responds most there. */
  #choosePixel(pixel: Pixel): void {
    this.channel = undefined;
    this.place = pixel;
    this.#tellUnit();
  }

  /** On the map, which stays. */
  #chooseUnit(pixel: Pixel, settled: boolean): void {
    this.channel = this.chosen?.map.channel;
    this.place = pixel;
    if (settled) this.#tellUnit();
  }

  /** Once, however often a pointer moves on it. */
  #tellUnit(): void {
    const { chosen } = this;
    if (!chosen) return;
    const { layer, map, at, place } = chosen;
    const unit = { layer: layer.layer.name, channel: map.channel, at };
    const told = JSON.stringify([unit, place]);
    if (told === this.#told) return;
    this.#told = told;
    tell(this, 'deconv-place', { at: [...place] });
    tell(this, 'deconv-unit', { ...unit, address: unitAddress(unit) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deconv-maps': DeconvMaps;
  }
}
