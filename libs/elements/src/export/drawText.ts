import { type Sheet, add, areaOf, xmlText } from './Sheet.js';
import { filled, paintOf } from './paintOf.js';

interface Line {
  text: string;
  box: DOMRect;
}

let ruler: OffscreenCanvasRenderingContext2D | null | undefined;

/** Text as the browser has set it: a piece for each line, as wide as it is there, whatever the font is elsewhere. */
export function drawText(node: Text, style: CSSStyleDeclaration, into: Element, sheet: Sheet) {
  if (paintOf(style.color).opacity === 0) return;
  for (const { text, box } of linesOf(node)) {
    const { x, y, width, height } = areaOf(box, sheet);
    const element = add(into, 'text', {
      ...{ x, y: baseline(y, height, style) },
      ...fontOf(style),
      ...filled(style.color),
      ...(text.length > 1 && { textLength: width, lengthAdjust: 'spacingAndGlyphs' }),
      ...(style.textDecorationLine !== 'none' && { 'text-decoration': style.textDecorationLine }),
    });
    element.textContent = xmlText(style.textTransform === 'uppercase' ? text.toUpperCase() : text);
  }
}

/** Attributes of text in the font of a style. */
export function fontOf(style: CSSStyleDeclaration): object {
  return {
    'font-family': style.fontFamily,
    'font-size': style.fontSize,
    ...(style.fontWeight !== '400' && { 'font-weight': style.fontWeight }),
    ...(style.fontStyle !== 'normal' && { 'font-style': style.fontStyle }),
  };
}

/** Where letters stand, in a line box of this place and height. */
export function baseline(y: number, height: number, style: CSSStyleDeclaration): number {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!ruler) return y + 0.8 * height;
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText('x');
  return y + (height - up - down) / 2 + up;
}

function linesOf(node: Text): Line[] {
  const lines: Line[] = [];
  for (const { text, box } of wordsOf(node)) {
    const last = lines.at(-1);
    const same = last && Math.abs(last.box.top - box.top) < 2 && box.left >= last.box.left;
    if (!same) lines.push({ text, box });
    else {
      const gap = box.left - last.box.right > 0.5 ? ' ' : '';
      last.text += gap + text;
      last.box = new DOMRect(last.box.x, last.box.y, box.right - last.box.x, last.box.height);
    }
  }
  return lines;
}

/** Words, and letters of a word that breaks. */
function wordsOf(node: Text): Line[] {
  const words = [...node.data.matchAll(/\S+/g)].map(({ 0: text, index }) => ({ text, index }));
  return words.flatMap(({ text, index }) => {
    const [box, ...more] = boxesOf(node, index, text.length);
    if (!box) return [];
    if (!more.length) return [{ text, box }];
    return Array.from(text, (letter, i) => ({
      text: letter,
      box: boxesOf(node, index + i, 1)[0],
    })).filter((line): line is Line => line.box !== undefined);
  });
}

function boxesOf(node: Text, start: number, length: number): DOMRect[] {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, Math.min(node.length, start + length));
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
}
