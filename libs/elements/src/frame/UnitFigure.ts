import type { Extent } from '@deconv/pictures';
import { Task, TaskStatus, initialState } from '@lit/task';
import type { LayerSummary, RuleName, UnitAddress } from '@deconv/engine';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { layersToChoose } from '../parts/choices/layersToChoose.js';
import { renderSelect } from '../parts/choices/renderSelect.js';
import { errorOf } from '../parts/controllers/PhotoController.js';
import { tell } from '../parts/controllers/tell.js';
import type { Pixel } from '../parts/place/Pixel.js';
import { renderUnitPicture, type UnitInPicture } from '../parts/place/renderUnitPicture.js';
import { NoUnit } from '../words/NoUnit.js';
import { unitAddress } from '../parts/controllers/unitAddress.js';
import { unfit } from '../words/faults/unfit.js';
import { PhotoFigure } from './PhotoFigure.js';
import { findUnit } from './findUnit.js';

/** A figure of one unit of one photo: chosen by layer and map, or by a place in the photo. */
export abstract class UnitFigure extends PhotoFigure {
  /** Address of the photo to look at first. Without it, the first of `images`. */
  @property({ reflect: true }) photo: string | undefined;
  /** Name of the unit's layer. Without it, the last convolution. */
  @property({ reflect: true }) layer: string | undefined;
  /** Number of the unit's map. Without it, the one that responds most. */
  @property({ type: Number, reflect: true }) channel: number | undefined;
  /** Row and column of the unit in its map, `5,6`. Without them, where the map responds most. */
  @property({ reflect: true, converter: { fromAttribute: pairOf, toAttribute: textOf } })
  at: Pixel | undefined;

  /** Row and column of the pixel whose unit the reader chose, in the picture as the network sees it. */
  @property({ attribute: false }) place: Pixel | undefined;

  readonly #unit = new Task(this, {
    args: () => {
      const { photo } = this.look;
      return [this.power.engine, photo, this.layerName, this.channel, this.at?.join(), this.place];
    },
    task: async (_, { signal }) => this.#find(signal),
  });

  /** The rule by which the unit is searched: it changes nothing of where it stands. */
  protected abstract get searchRule(): RuleName;

  /** The unit that the figure shows. */
  protected get unit(): UnitAddress | undefined {
    return this.#unit.status === TaskStatus.COMPLETE ? this.#unit.value : undefined;
  }

  /** Why there is none: something stopped, or nothing is active where the reader looks. */
  protected get unitError(): Error | undefined {
    return errorOf(this.#unit);
  }

  protected override get failure(): Error | undefined {
    return this.unitError instanceof NoUnit ? undefined : this.unitError;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    super.willUpdate(changed);
    // A place in one map is none in another.
    const another = changed.has('layer') || changed.has('channel');
    if (this.hasUpdated && another && !changed.has('at')) this.at = undefined;
  }

  protected override get first(): string | undefined {
    return this.photo;
  }

  protected override get unknown(): readonly string[] {
    const { model } = this.look;
    return model ? unfit({ layer: this.layer, channel: this.channel }, model) : [];
  }

  protected get layerName(): string | undefined {
    return this.layerSummary?.name;
  }

  protected get layerSummary(): LayerSummary | undefined {
    const { model } = this.look;
    if (!model) return undefined;
    return model.layers.find(({ name }) => name === this.layer) ?? layersToChoose(model).at(-1);
  }

  /**
   * The photo with the unit's receptive field.
   * @param measured of a document: address and size of the picture as the network saw it
   */
  protected renderPicture(
    view: UnitInPicture | undefined,
    measured?: { picture: string; shape: Extent },
  ) {
    const { photo, picture, alt } = this.look;
    return html`
      <div class="board" part="board">
        ${renderUnitPicture({
          ...{ picture, seen: measured?.picture, shape: measured?.shape ?? photo?.seen },
          ...{ view, alt: measured ? 'the photo' : (alt ?? 'no photo yet') },
          place: this.place ?? middleOf(view),
          onPlace: this.network ? (pixel) => this.#choosePlace(pixel) : undefined,
        })}
        ${this.renderStart()}
      </div>
    `;
  }

  protected renderUnitChoice() {
    const { model } = this.look;
    const layer = this.layerSummary;
    if (!model || !layer) return nothing;
    return html`
      <div class="unit-choice">
        ${renderSelect({
          label: 'Layer',
          options: layersToChoose(model).map(({ name }) => ({ value: name, label: name })),
          chosen: layer.name,
          onChoose: (name) => this.#chooseLayer(name),
        })}
        <label>
          <span>Map</span>
          <input
            type="number"
            min="0"
            max=${layer.channels - 1}
            .value=${String(this.unit?.channel ?? this.channel ?? '')}
            @change=${(event: Event) =>
              this.#chooseChannel((event.target as HTMLInputElement).value)}
          />
        </label>
        <button type="button" class="link" @click=${() => this.#chooseChannel('')}>
          the strongest of all
        </button>
        ${this.unitError ? html`<p class="hint problem">${this.unitError.message}</p>` : nothing}
      </div>
    `;
  }

  async #find(signal: AbortSignal): Promise<UnitAddress | typeof initialState> {
    const { engine } = this.power;
    const { photo } = this.look;
    const layer = this.layerSummary;
    if (!engine || !photo || !layer) return initialState;
    const { channel, at, place: pixel } = this;
    const wish = { layer: layer.name, channels: layer.channels, channel, at, pixel };
    const unit = await findUnit(engine, photo, wish, this.searchRule, signal);
    if (pixel) this.#tellUnit(unit);
    return unit;
  }

  #choosePlace(pixel: Pixel): void {
    if (String(pixel) === String(this.place)) return;
    this.start();
    this.channel = this.at = undefined;
    this.place = pixel;
    tell(this, 'deconv-place', { at: [...pixel] });
  }

  #chooseLayer(layer: string): void {
    this.channel = this.at = undefined;
    this.layer = layer;
    tell(this, 'deconv-layer', { layer });
  }

  #chooseChannel(text: string): void {
    this.place = this.at = undefined;
    this.channel = text === '' ? undefined : Number(text);
    if (this.channel !== undefined)
      tell(this, 'deconv-map', { layer: this.layerName, channel: this.channel });
  }

  #tellUnit({ layer, channel, at }: UnitAddress): void {
    tell(this, 'deconv-unit', { layer, channel, at, address: unitAddress({ layer, channel }) });
  }
}

function middleOf(view: UnitInPicture | undefined): Pixel | undefined {
  if (!view) return undefined;
  const { top, left, height, width } = view.receptiveField;
  return [top + (height >> 1), left + (width >> 1)];
}

function pairOf(text: string | null): Pixel | undefined {
  const [row, column] = (text ?? '').split(/[ ,]+/).map(Number);
  return Number.isInteger(row) && Number.isInteger(column) ? [row!, column!] : undefined;
}

function textOf(pair: Pixel | undefined): string | null {
  return pair ? pair.join() : null;
}
