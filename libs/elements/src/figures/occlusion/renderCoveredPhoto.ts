import { cssColour, type Extent } from '@deconv/pictures';
import { windowSide } from '../../drawing/windowSide.js';
import { html, nothing } from 'lit';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import { fileName } from '../../words/fileName.js';
import type { OcclusionView } from './OcclusionView.js';
import { placeAround, placeByKey, startOf } from './Place.js';
import { placeInWords } from './placeInWords.js';

/** The image as the network sees it, with the square: dragged by a pointer, moved place by place with arrow keys. */
export function renderCoveredPhoto(view: OcclusionView) {
  const { results, shape } = view;
  const side = shape && windowSide(shape);
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
        @load=${({ target }: Event) => view.onShape(sizeOf(target as HTMLImageElement))}
      />
      ${shape ? renderSquare(view, shape) : nothing}
    </div>
  `;
}

const sizeOf = ({ naturalWidth: width, naturalHeight: height }: HTMLImageElement): Extent => ({
  width,
  height,
});

function renderSquare(view: OcclusionView, shape: Extent) {
  const { results, place } = view;
  const { grid, fill } = results;
  const share = (pixels: number): string => `${(100 * pixels) / windowSide(shape)}%`;
  const where = [
    `left: ${share(startOf(place.column, grid, shape.width))}`,
    `top: ${share(startOf(place.row, grid, shape.height))}`,
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
