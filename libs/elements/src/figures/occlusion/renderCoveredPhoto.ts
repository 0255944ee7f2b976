import { cssColour } from '@deconv/pictures';
import { html, nothing } from 'lit';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import { fileName } from '../../words/fileName.js';
import type { OcclusionView } from './OcclusionView.js';
import { placeAround, placeByKey, startOf } from './Place.js';
import { placeInWords } from './placeInWords.js';

/** The image as the network sees it, with the square: dragged by a pointer, moved place by place with arrow keys. */
export function renderCoveredPhoto(view: OcclusionView) {
  const { results, side } = view;
  if (!results.picture) return html`<p class="photo missing">The document has no picture.</p>`;
  const drag = (event: PointerEvent): void =>
    trackPointer(event, (x, y) => {
      if (side) view.onPlace(placeAround(x * side, y * side, results.grid));
    });
  return html`
    <div class="photo" part="photo" @pointerdown=${drag} @pointermove=${drag}>
      <img
        src=${view.addressOf(results.picture)}
        alt="${fileName(results.image)}, as the network sees it"
        draggable="false"
        @load=${(event: Event) => view.onSide((event.target as HTMLImageElement).naturalWidth)}
      />
      ${side ? renderSquare(view, side) : nothing}
    </div>
  `;
}

function renderSquare(view: OcclusionView, side: number) {
  const { results, place } = view;
  const { grid, fill } = results;
  const share = (pixels: number): string => `${(100 * pixels) / side}%`;
  const where = [
    `left: ${share(startOf(place.column, grid, side))}`,
    `top: ${share(startOf(place.row, grid, side))}`,
    `width: ${share(grid.size)}`,
    `background: ${cssColour(fill)}`,
  ];
  return html`
    <div
      class="square"
      part="square"
      role="slider"
      tabindex="0"
      aria-label="Square that covers a part of the image; arrow keys move it"
      aria-valuemin="0"
      aria-valuemax=${grid.rows * grid.cols - 1}
      aria-valuenow=${place.row * grid.cols + place.column}
      aria-valuetext=${placeInWords(results, place)}
      .style=${where.join(';')}
      @keydown=${(event: KeyboardEvent) => move(event, view)}
    ></div>
  `;
}

function move(event: KeyboardEvent, { results, place, onPlace }: OcclusionView): void {
  const to = placeByKey(event.key, place, results.grid);
  if (!to) return;
  event.preventDefault();
  onPlace(to);
}
