import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import '../../drawing/PixelView.js';
import { moveFocus } from '../../parts/choices/moveFocus.js';
import { formatNumber } from '../../words/formatNumber.js';
import { heatPicture } from './heatPicture.js';
import type { LayerMaps, MapFacts } from './LayerMaps.js';
import { mapInWords, silentInWords } from './mapInWords.js';
import type { MapsView } from './MapsView.js';

/** All maps of the chosen layer as one radio group: a single tab stop, arrow keys choose. */
export function renderMapSheet(view: MapsView) {
  const { chosen } = view;
  if (!chosen)
    return html`<section class="all">
      <h3>All maps of a layer</h3>
      <p class="quiet">&nbsp;</p>
      <div class="sheet"></div>
    </section>`;
  const { layer } = chosen;
  const { name } = layer.layer;
  return html`
    <section class="all">
      <h3 id="all">All ${layer.maps.length} maps of ${name}, strongest first</h3>
      <p class="quiet">
        ${silentInWords(layer)} Dark is 0, bright ${formatNumber(layer.largest)}, in each.
      </p>
      <div class="sheet" part="sheet" role="radiogroup" aria-labelledby="all" @keydown=${moveFocus}>
        ${
          // A pointer on the large map changes nothing here, however fast it moves.
          guard([layer, chosen.map], () => layer.maps.map((map) => renderMap(map, layer, view)))
        }
      </div>
    </section>
  `;
}

function renderMap(map: MapFacts, layer: LayerMaps, { chosen, onMap }: MapsView) {
  const checked = map === chosen?.map;
  const words = mapInWords(map);
  return html`
    <button
      type="button"
      class="map"
      role="radio"
      aria-checked=${checked}
      aria-label=${words}
      title=${words}
      tabindex=${checked ? 0 : -1}
      @click=${() => onMap(layer.layer.name, map.channel)}
    >
      <deconv-pixels filling .picture=${heatPicture(map, layer)}></deconv-pixels>
    </button>
  `;
}
