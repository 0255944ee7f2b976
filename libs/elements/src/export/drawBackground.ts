import { type Area, type Sheet, add } from './Sheet.js';
import { readPicture } from './readPicture.js';

/** The part of a picture that CSS shows behind an element. */
export function drawBackground(
  area: Area,
  style: CSSStyleDeclaration,
  into: Element,
  sheet: Sheet,
): void {
  const address = /^url\("(.*)"\)$/.exec(style.backgroundImage)?.[1];
  if (!address) return;
  const shape = { ...area, preserveAspectRatio: 'none' };
  const image = add(into, 'image', { ...shape, style: `image-rendering: ${style.imageRendering}` });
  sheet.pending.push(
    readPicture(address).then((picture) =>
      image.setAttribute('href', partOf(picture, area, style)),
    ),
  );
}

/** @returns a `data:` URL of what lies inside the area, in the picture's own pixels */
function partOf(picture: HTMLImageElement, area: Area, style: CSSStyleDeclaration): string {
  const [across, down = across] = style.backgroundSize.split(' ');
  const [left, top] = style.backgroundPosition.split(' ');
  const x = partAlong(area.width, picture.naturalWidth, across!, left!);
  const y = partAlong(area.height, picture.naturalHeight, down!, top!);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [x.length, y.length];
  canvas.getContext('2d')?.drawImage(picture, -x.start, -y.start);
  return canvas.toDataURL();
}

/** Pixels of a picture that an area shows along one of its sides. */
function partAlong(room: number, pixels: number, size: string, position: string) {
  const shown = lengthOf(size, room) || pixels;
  const start = -lengthOf(position, room - shown) * (pixels / shown);
  return { start: Math.round(start), length: Math.max(1, Math.round(room * (pixels / shown))) };
}

/** A length of CSS: percent of `whole`, or pixels. */
function lengthOf(css: string, whole: number): number {
  const number = Number.parseFloat(css);
  return css.endsWith('%') ? (number / 100) * whole : number;
}
