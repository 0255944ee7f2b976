import type { NamedPicture } from '@deconv/engine';
import { html } from 'lit';
import { pictureUrl } from '../../drawing/pictureUrl.js';
import { trackPointer } from '../../parts/controllers/trackPointer.js';
import type { Landmarks, Point } from './loadLandmarks.js';
import { partInWords } from './partsOf.js';

interface Faces {
  photos: readonly NamedPicture[];
  marks: Landmarks;
  /** Marks were moved since they were measured. */
  changed: boolean;
  onPlace: (image: string, part: string, at: Point) => void;
  onMeasure: () => void;
}

/** Photos with a mark on each part, to be dragged to its place by a pointer, or moved with arrow keys. */
export function renderFaces(faces: Faces) {
  const { photos, changed, onMeasure } = faces;
  return html`
    <div class="faces" part="faces" role="group" aria-label="Where the parts are">
      ${photos.map((photo) => renderFace(photo, faces))}
    </div>
    <div class="doing">
      <button type="button" class="button measure" ?disabled=${!changed} @click=${onMeasure}>
        Measure with these marks
      </button>
    </div>
  `;
}

/** The part that the pointer took hold of. */
let held: string | undefined;

function renderFace({ name, picture }: NamedPicture, { marks, onPlace }: Faces) {
  const parts = Object.entries(marks[name]!);
  const drag = (event: PointerEvent): void =>
    trackPointer(event, (x, y) => {
      if (event.type === 'pointerdown') held = nearest([x, y], parts);
      if (held) onPlace(name, held, [x, y]);
    });
  return html`
    <div class="face" @pointerdown=${drag} @pointermove=${drag}>
      <img src=${pictureUrl(picture)} alt=${name} draggable="false" />
      ${parts.map(([part, at]) => renderMark(part, at, name, onPlace))}
    </div>
  `;
}

function renderMark(part: string, [x, y]: Point, image: string, onPlace: Faces['onPlace']) {
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const words = partInWords(part);
  return html`
    <button
      type="button"
      class="spot"
      title=${words}
      aria-label="${words} in ${image}: ${percent(x)} from the left, ${percent(y)} from the top"
      .style="left: ${100 * x}%; top: ${100 * y}%"
      @keydown=${(event: KeyboardEvent) => move(event, [x, y], (at) => onPlace(image, part, at))}
    >
      ${words[0]?.toUpperCase()}
    </button>
  `;
}

/** Shares that a key moves by; five times as far with Shift. */
const STEP = 0.01;

function move(event: KeyboardEvent, [x, y]: Point, onPlace: (at: Point) => void): void {
  const step = event.shiftKey ? 5 * STEP : STEP;
  const to: Record<string, Point> = {
    ArrowLeft: [x - step, y],
    ArrowRight: [x + step, y],
    ArrowUp: [x, y - step],
    ArrowDown: [x, y + step],
  };
  const at = to[event.key];
  if (!at) return;
  event.preventDefault();
  onPlace(at);
}

function nearest([x, y]: Point, parts: [part: string, at: Point][]): string | undefined {
  const far = ([, at]: [string, Point]): number => Math.hypot(at[0] - x, at[1] - y);
  return parts.toSorted((one, other) => far(one) - far(other))[0]?.[0];
}
