import type { Picture } from '@deconv/engine';
import { html } from 'lit';
import { fieldFrame } from '../../drawing/fieldFrame.js';
import { patchPicture } from '../../drawing/patchPicture.js';
import '../../drawing/PixelView.js';
import { fieldOf } from './fieldOf.js';
import { heatPicture } from './heatPicture.js';
import type { LayerMaps } from './LayerMaps.js';
import type { MapsView } from './MapsView.js';
import { unitOver } from './unitOver.js';

/** As many as most networks get, before one is known. */
const COLUMNS = 5;
/** Strongest maps in a column. */
const MAPS = 4;

/** A column for each layer: what one unit over the chosen pixel sees, and what the layer makes of the whole photo. */
export function renderColumns(view: MapsView) {
  const { layers } = view;
  return html`
    <fieldset class="columns" part="columns">
      <legend class="unseen">Layer</legend>
      <ol>
        ${
          layers.length
            ? layers.map((layer) => html`<li>${renderColumn(layer, view)}</li>`)
            : Array.from({ length: COLUMNS }, () => html`<li>${renderEmpty()}</li>`)
        }
      </ol>
    </fieldset>
  `;
}

function renderColumn(maps: LayerMaps, view: MapsView) {
  const { layer } = maps;
  const { name, height, width, channels, receptiveField } = layer;
  return html`
    <label class="column" part="column">
      <input
        type="radio"
        name="layer"
        value=${name}
        .checked=${view.chosen?.layer === maps}
        @change=${() => view.onLayer(name)}
      />
      <deconv-pixels class="crop" filling .picture=${cropOf(maps, view)}></deconv-pixels>
      <span class="about">
        <b>${name}</b>
        <span
          >${receptiveField ? html`sees ${receptiveField.size} × ${receptiveField.size} pixels` : 'fields of several sizes'}</span
        >
        <span>${height} × ${width} places, ${channels} maps</span>
      </span>
      <span class="four">${renderStrongest(maps, view)}</span>
    </label>
  `;
}

/** A press on one of them chooses it, and not only its layer. */
function renderStrongest(layer: LayerMaps, { onMap }: MapsView) {
  return layer.maps.slice(0, MAPS).map((map) => {
    const choose = (event: Event): void => {
      event.preventDefault();
      onMap(layer.layer.name, map.channel);
    };
    return html`<deconv-pixels
      filling
      title="Map ${map.channel}"
      .picture=${heatPicture(map, layer)}
      @click=${choose}
    ></deconv-pixels>`;
  });
}

function renderEmpty() {
  return html`
    <div class="column">
      <deconv-pixels class="crop"></deconv-pixels>
      <span class="about"><b>&nbsp;</b> <span>&nbsp;</span> <span>&nbsp;</span></span>
      <span class="four">
        ${Array.from({ length: MAPS }, () => html`<deconv-pixels></deconv-pixels>`)}
      </span>
    </div>
  `;
}

/** The part of the photo that the layer's unit over the pixel sees, sharp. */
function cropOf({ layer }: LayerMaps, { photo, chosen }: MapsView): Picture | undefined {
  if (!photo || !chosen) return undefined;
  const { seen } = photo;
  const at = unitOver(chosen.place, layer, seen);
  const receptiveField = fieldOf(layer, at, seen);
  if (!receptiveField) return undefined;
  const unit = { at, receptiveField };
  return patchPicture(seen, unit, fieldFrame(unit, layer));
}
