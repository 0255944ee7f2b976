import { html } from 'lit';
import { positionInWords } from '../../words/positionInWords.js';
import { type Pixel, pixelAt, pixelByKey } from './Pixel.js';

interface Handle {
  /** Of the picture as the network sees it, in pixels. */
  side: number;
  /** What it lies over, if that is no picture. */
  kind?: string;
  /** What is shown there. */
  alt: string;
  place: Pixel | undefined;
  /** What is at the place. */
  words: string;
  /** A mouse leads by moving alone, not only while it is pressed. */
  hover: boolean;
  /** @param chosen by a press or a key, and not by a mouse that passes */
  onPlace: (place: Pixel, chosen: boolean) => void;
}

/** Lies over a picture, takes pointer and focus, and says where they point. */
export function renderHandle(handle: Handle) {
  const { side, kind = 'picture', alt, place, words } = handle;
  const [row, column] = place ?? [side >> 1, side >> 1];
  const lead = (event: PointerEvent): void => leadByPointer(event, handle);
  return html`
    <div
      class="handle"
      part="handle"
      role="slider"
      tabindex="0"
      aria-label="Place in the ${kind}: ${alt}"
      aria-valuemin="0"
      aria-valuemax=${side * side - 1}
      aria-valuenow=${row * side + column}
      aria-valuetext=${words || positionInWords([row, column])}
      @pointerdown=${lead}
      @pointermove=${lead}
      @keydown=${(event: KeyboardEvent) => leadByKey(event, handle)}
    ></div>
  `;
}

function leadByPointer(event: PointerEvent, { side, hover, onPlace }: Handle): void {
  const board = event.currentTarget as Element;
  // A press that never came from a pointer has none to capture.
  if (event.type === 'pointerdown' && event.isTrusted) board.setPointerCapture(event.pointerId);
  if (event.type === 'pointermove' && !hover && !event.buttons) return;
  const { left, top, width, height } = board.getBoundingClientRect();
  const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
  onPlace(pixelAt(x, y, side), event.type === 'pointerdown' || event.buttons > 0);
}

function leadByKey(event: KeyboardEvent, { side, place, onPlace }: Handle): void {
  const to = pixelByKey(event, place ?? [side >> 1, side >> 1], side);
  if (!to) return;
  event.preventDefault();
  onPlace(to, true);
}
