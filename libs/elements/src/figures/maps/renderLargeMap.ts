import { html, nothing } from 'lit';
import '../../drawing/PixelView.js';
import { HEAT_RAMP } from '../../drawing/chart/heatRamp.js';
import { renderHandle } from '../../parts/place/renderHandle.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { noMap } from '../../words/NoUnit.js';
import { mapName } from '../../words/mapName.js';
import type { ChosenUnit } from './chosenUnit.js';
import { heatPicture } from './heatPicture.js';
import { activationAt } from './LayerMaps.js';
import { unitInWords } from './mapInWords.js';
import type { MapsView } from './MapsView.js';
import { pixelUnder } from './unitOver.js';

/** The chosen map, large: a unit of it under the pointer, and the scale that it is drawn on. */
export function renderLargeMap({ chosen, photo, onUnit }: MapsView) {
  if (!chosen || !photo)
    return html`<div class="board large"></div>
      <div class="legend"><div class="ramp"></div></div>`;
  const { layer, map, at } = chosen;
  const { height, width, name } = layer.layer;
  const side = Math.max(height, width);
  const unit = mapName({ layer: name, channel: map.channel });
  return html`
    <div class="board large" part="board">
      <deconv-pixels class="picture" filling .picture=${heatPicture(map, layer)}></deconv-pixels>
      <svg class="fields" viewBox="0 0 ${side} ${side}" aria-hidden="true">
        <g class="field strong">
          <rect class="halo" x=${at[1]} y=${at[0]} width="1" height="1" />
          <rect class="line" x=${at[1]} y=${at[0]} width="1" height="1" />
        </g>
      </svg>
      ${renderHandle({
        ...{ side, kind: 'map', alt: unit, place: at, hover: true },
        words: unitInWords(at, activationOf(chosen)),
        onPlace: ([row, column], settled) => {
          const to: [number, number] = [Math.min(row, height - 1), Math.min(column, width - 1)];
          onUnit(pixelUnder(to, layer.layer, photo.seen), settled);
        },
      })}
    </div>
    ${renderLegend(chosen)}
  `;
}

/** One scale for all maps of the layer, with the unit's activation on it. */
function renderLegend(chosen: ChosenUnit) {
  const { largest } = chosen.layer;
  const share = largest > 0 ? Math.max(0, activationOf(chosen)) / largest : 0;
  return html`
    <div class="legend">
      <div class="ramp" .style="background: ${HEAT_RAMP}" aria-hidden="true">
        <span class="tick" .style="left: ${100 * share}%"></span>
      </div>
      <div class="ends">
        <span>0</span>
        <span>activation</span>
        <span>${formatNumber(largest)}</span>
      </div>
    </div>
  `;
}

/** The chosen unit in words. @param asked number of the map that was asked for */
export function renderUnitWords({ chosen }: MapsView, asked: number | undefined) {
  if (!chosen) return html`<p class="words">&nbsp;</p>`;
  const { name, channels } = chosen.layer.layer;
  if (asked !== undefined && asked !== chosen.map.channel)
    return html`<p class="words hint problem">${noMap(name, channels, asked)}</p>`;
  const { map, at, layer } = chosen;
  const [row, column] = at;
  return html`
    <p class="words" part="words">
      <b>Row ${row}, column ${column}: activation ${formatNumber(activationOf(chosen))}</b>.
      ${
        map.active
          ? html`The map’s largest is ${formatNumber(map.largest)}; ${formatShare(map.active)} of
            its places are active.`
          : html`The map is zero everywhere here.`
      }
      ${layer.layer.receptiveField ? html`The frame on the photo is all that this unit sees.` : nothing}
    </p>
  `;
}

const activationOf = ({ map, at, layer }: ChosenUnit): number => activationAt(map, layer.layer, at);
