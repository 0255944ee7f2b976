import type { ControlName, RuleName } from '@deconv/engine';
import type { TopResults, TopResultsEntry, TopResultsLayer } from '@deconv/results';
import { html, type ReactiveControllerHost } from 'lit';
import type { Computed, LiveController } from '../../../frame/LiveController.js';
import { renderChoice } from '../../../parts/choices/renderChoice.js';
import { PhotoController } from '../../../parts/controllers/PhotoController.js';
import { UnitController } from '../../../parts/controllers/UnitController.js';
import { setAndTell } from '../../../parts/controllers/setAndTell.js';
import { tell } from '../../../parts/controllers/tell.js';
import type { Loaded } from '../../../parts/fetching/loadResults.js';
import { sourceOfPicture } from '../../../parts/photo/sourceOfPicture.js';
import { renderNumbers } from '../../../parts/results/renderNumbers.js';
import { largestField } from '../../../parts/results/renderUnitPair.js';
import { unitAddress } from '../../../parts/controllers/unitAddress.js';
import { renderCloser } from './renderCloser.js';
import { renderEntries } from './renderEntries.js';
import { renderMapCards } from './renderMapCards.js';
import { renderNine } from './renderNine.js';

type TopHost = ReactiveControllerHost &
  HTMLElement & { layer: string | undefined; rule: RuleName; random: number | undefined };

/**
 * What `<deconv-grid>` is with many images: Figure 2 of Zeiler and Fergus, for some maps of some layers. Where it was
 * computed here, a unit can be traced down again by another rule, or with random weights.
 */
export class TopFigure {
  /** Number of the chosen map in its layer, and of the chosen unit among its nine. */
  #map = 0;
  #entry = 0;
  #pointed: number | undefined;
  #numbers = false;
  #control: ControlName | undefined;
  readonly #look: PhotoController;
  readonly #unit: UnitController;

  constructor(
    private readonly host: TopHost,
    private readonly live: () => {
      live: LiveController<'top'>;
      model: string | undefined;
      loaded: Loaded<'top'> | undefined;
    },
  ) {
    this.#look = new PhotoController(host, () => ({
      engine: this.#otherwise ? live().live.engine : undefined,
      model: live().model,
      random: host.random,
      source: this.#otherwise ? sourceOfPicture(this.#photoOf(this.#chosen)) : undefined,
    }));
    this.#unit = new UnitController(host, () => ({
      engine: live().live.engine,
      photo: this.#otherwise ? this.#look.photo?.id : undefined,
      unit: this.#address,
      rule: host.rule,
      control: this.#control,
    }));
  }

  /** Another document begins at its first map. */
  begin(): void {
    [this.#map, this.#entry, this.#pointed] = [0, 0, undefined];
    this.#control = undefined;
  }

  renderBody(loaded: Loaded<'top'>) {
    const layer = this.layerOf(loaded.results);
    if (!layer) return html`<p>No layer.</p>`;
    const { addressOf } = loaded;
    const map = layer.maps[Math.min(this.#map, layer.maps.length - 1)];
    const field = largestField(layer.maps.flatMap(({ entries }) => entries));
    return html`
      <div class="top-layers">${this.#renderLayers(loaded.results, layer)}</div>
      ${renderMapCards({
        ...{ layer, addressOf, field, chosen: this.#map },
        onMap: (index) => this.#chooseMap(index, layer),
      })}
      <div class="large" part="map">
        ${
          map &&
          renderNine({
            ...{ layer: layer.layer, map, addressOf, field, chosen: this.#entry },
            onEntry: (index) => this.#chooseEntry(index, layer, map.channel),
            onPoint: (index) => setAndTell(this.host, () => (this.#pointed = index)),
          })
        }
        ${map && this.#renderCloser(map.entries, loaded)}
      </div>
      ${renderNumbers(
        this.#numbers,
        () => setAndTell(this.host, () => (this.#numbers = !this.#numbers)),
        () => renderEntries(layer),
      )}
    `;
  }

  /** The layer asked for, or the last one where the document does not have it. */
  layerOf({ layers }: TopResults): TopResultsLayer | undefined {
    return layers.find(({ layer }) => layer === this.host.layer) ?? layers.at(-1);
  }

  #renderCloser(entries: readonly TopResultsEntry[], { addressOf, results }: Loaded<'top'>) {
    // What is traced down again is the chosen one.
    const entry = entries[this.#otherwise ? this.#entry : (this.#pointed ?? this.#entry)];
    if (!entry) return '';
    return renderCloser({
      ...{ entry, addressOf, layer: this.layerOf(results)!.layer },
      photo: this.#photoOf(entry),
      computed: this.#computed,
      again: this.#otherwise ? { unit: this.#unit, look: this.#look } : undefined,
      rule: this.host.rule,
      control: this.#control,
      onRule: (rule) =>
        setAndTell(this.host, () => (this.host.rule = rule), 'deconv-rule', { rule }),
      onControl: (control) =>
        setAndTell(this.host, () => (this.#control = control), 'deconv-control', { control }),
    });
  }

  #renderLayers({ layers }: TopResults, { layer }: TopResultsLayer) {
    return renderChoice({
      legend: 'Layer',
      name: 'layer',
      options: layers.map(({ layer }) => ({ value: layer, label: layer })),
      chosen: layer,
      onChoose: (name) => {
        this.begin();
        this.host.layer = name;
        tell(this.host, 'deconv-layer', { layer: name });
      },
    });
  }

  get #computed(): Computed<'top'> | undefined {
    return this.live().live.computed;
  }

  get #chosen(): TopResultsEntry | undefined {
    const { loaded } = this.live();
    return loaded && this.layerOf(loaded.results)?.maps[this.#map]?.entries[this.#entry];
  }

  get #address() {
    const { loaded } = this.live();
    const layer = loaded && this.layerOf(loaded.results);
    const channel = layer?.maps[this.#map]?.channel;
    const at = this.#chosen?.at;
    return layer && channel !== undefined && at ? { layer: layer.layer, channel, at } : undefined;
  }

  /** What is asked for is not what the document holds. */
  get #otherwise(): boolean {
    const rule = this.#computed?.results.options.rule;
    return rule !== undefined && (this.#control !== undefined || rule !== this.host.rule);
  }

  #photoOf(entry: TopResultsEntry | undefined) {
    return this.#computed?.photos.find(({ name }) => name === entry?.image);
  }

  #chooseMap(index: number, { layer, maps }: TopResultsLayer): void {
    this.begin();
    setAndTell(this.host, () => (this.#map = index), 'deconv-map', {
      layer,
      channel: maps[index]!.channel,
    });
  }

  #chooseEntry(index: number, { layer, maps }: TopResultsLayer, channel: number): void {
    const { at, image } = maps[this.#map]!.entries[index]!;
    const address = unitAddress({ layer, channel });
    const detail = { layer, channel, at, image, address };
    setAndTell(this.host, () => (this.#entry = index), 'deconv-unit', detail);
  }
}
