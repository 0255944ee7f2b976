import { shareOf, viridis } from '@deconv/pictures';
import { html, nothing } from 'lit';
import { HEAT_RAMP } from '../../drawing/chart/heatRamp.js';
import { cellPicture } from '../../drawing/chart/cellPicture.js';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import { renderBoard } from './renderBoard.js';
import type { OcclusionView } from './OcclusionView.js';

interface HeatMap {
  title: string;
  /** By place: rows of columns. */
  map: number[][];
  /** The value with nothing covered. */
  clean: number;
  format: (value: number) => string;
}

/** A number by the square's place, dark to bright, with the scale that it is drawn on. */
export function renderHeatMap(view: OcclusionView, { title, map, clean, format }: HeatMap) {
  const [low, high] = rangeOf(map);
  const share = (value: number): number => shareOf(value, [low, high]);
  const percent = (value: number): string =>
    `left: ${100 * Math.max(0, Math.min(1, share(value)))}%`;
  const here = map[view.place.row]![view.place.column]!;
  return html`
    <div class="map">
      <h3>${title}</h3>
      ${renderBoard(view, {
        picture: remembered(map, () => cellPicture(map, (value) => viridis(share(value)))),
        label: `${title}, by the place of the square: from ${format(low)} to ${format(high)}`,
      })}
      <div class="legend">
        <div class="ramp" .style="background: ${HEAT_RAMP}" aria-hidden="true">
          <span class="tick clean" .style=${percent(clean)}></span>
          <span class="tick now" .style=${percent(here)}></span>
        </div>
        <div class="ends"><span>${format(low)}</span><span>${format(high)}</span></div>
        <p class="quiet"><b>${format(here)}</b> here, ${format(clean)} with nothing covered</p>
        ${isEven(map, format) ? html`<p class="quiet">${EVEN}</p>` : nothing}
      </div>
    </div>
  `;
}

const EVEN =
  'Hardly anything changes it: the colours show differences too small for these numbers.';

/** Colours stretched over next to nothing would look like a finding. Of a map that is still filling in, nothing is said. */
function isEven(map: number[][], format: HeatMap['format']): boolean {
  const [low, high] = rangeOf(map);
  return format(low) === format(high) && !map.flat().some(Number.isNaN);
}

/** Drawn once a map, however often the square moves. */
const drawn = new WeakMap<object, ReturnType<typeof cellPicture>>();

function remembered(map: object, draw: () => ReturnType<typeof cellPicture>) {
  const picture = drawn.get(map) ?? draw();
  drawn.set(map, picture);
  return picture;
}
