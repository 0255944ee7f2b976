import type { TopResultsLayer } from '@deconv/results';
import { html, type ReactiveController } from 'lit';
import { formatNumber } from '../grid/formatNumber.js';
import { ResultsController, type ResultsHost } from '../results/ResultsController.js';
import { factsOf } from '../results/factsOf.js';
import { fileName } from '../results/fileName.js';
import { renderChoice } from '../results/renderChoice.js';
import { renderNumbers } from '../results/renderNumbers.js';
import { renderPlate } from '../results/renderPlate.js';
import { largestField } from '../results/renderUnitPair.js';
import { renderTable } from '../results/renderTable.js';
import { renderMapCards } from './renderMapCards.js';
import { renderNine } from './renderNine.js';

type TopHost = ResultsHost & { layer: string | undefined };

/** What `<deconv-grid>` is with a document of `deconv top`: Figure 2 of Zeiler and Fergus, for the maps in it. */
export class TopFigure implements ReactiveController {
  readonly #document: ResultsController<'top'>;
  /** Number of the chosen map in its layer. */
  #map = 0;
  #numbers = false;

  constructor(private readonly host: TopHost) {
    host.addController(this);
    this.#document = new ResultsController(host, 'top');
  }

  /** It draws whatever the host asks of it, when the host renders. */
  hostUpdate(): void {
    const count = this.#layer?.maps.length ?? 0;
    if (this.#map >= count) this.#map = 0;
  }

  render() {
    const { loaded } = this.#document;
    const layer = this.#layer;
    return renderPlate({
      stage: this.#document.stage,
      problem: this.#document.problem,
      retry: () => this.#document.retry(),
      body: () =>
        html`${loaded && layer ? this.#renderBody(layer, loaded.addressOf) : 'No layer.'}`,
      facts: loaded ? [['Rule', loaded.results.options.rule], ...factsOf(loaded.results)] : [],
      announcement: layer ? `${layer.layer}: ${layer.maps.length} feature maps shown.` : '',
    });
  }

  /** The layer asked for, or the last one where the document does not have it. */
  get #layer(): TopResultsLayer | undefined {
    const layers = this.#document.loaded?.results.layers ?? [];
    return layers.find(({ layer }) => layer === this.host.layer) ?? layers.at(-1);
  }

  #renderBody(layer: TopResultsLayer, addressOf: (picture: string) => string) {
    const map = layer.maps[this.#map];
    const field = largestField(layer.maps.flatMap(({ entries }) => entries));
    return html`
      <div class="top-layers">${this.#renderLayers(layer)}</div>
      ${renderMapCards({
        layer,
        addressOf,
        field,
        chosen: this.#map,
        onMap: (index) => this.#chooseMap(index, layer),
      })}
      ${map ? renderNine({ layer: layer.layer, map, addressOf, field }) : ''}
      ${renderNumbers(
        this.#numbers,
        () => {
          this.#numbers = !this.#numbers;
          this.host.requestUpdate();
        },
        () => renderEntries(layer),
      )}
    `;
  }

  #renderLayers({ layer }: TopResultsLayer) {
    return renderChoice({
      legend: 'Layer',
      name: 'layer',
      options: this.#document.loaded!.results.layers.map(({ layer }) => ({
        value: layer,
        label: layer,
      })),
      chosen: layer,
      onChoose: (name) => {
        this.host.layer = name;
        this.#map = 0;
        this.#tell('deconv-layer', { layer: name });
      },
    });
  }

  #chooseMap(index: number, { layer, maps }: TopResultsLayer): void {
    this.#map = index;
    this.host.requestUpdate();
    this.#tell('deconv-map', { layer, channel: maps[index]!.channel });
  }

  #tell(name: string, detail: object): void {
    this.host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function renderEntries({ layer, maps }: TopResultsLayer) {
  return renderTable({
    caption: `Strongest activations of ${layer}`,
    head: ['Map', 'Rank', 'Image', 'Row', 'Column', 'Activation', 'Scale'],
    rows: maps.flatMap(({ channel, entries }) =>
      entries.map(({ image, at, activation, scale }, rank) => [
        ...[channel, rank + 1, fileName(image), ...at],
        ...[formatNumber(activation), `±${formatNumber(scale)}`],
      ]),
    ),
  });
}
