import { type Area, type Sheet, add, areaOf, define } from './Sheet.js';
import { drawBox, radiusOf } from './drawBox.js';
import { drawSetting } from './drawSetting.js';
import { drawInlineSvg } from './drawInlineSvg.js';
import { drawPicture } from './drawPicture.js';
import { drawText } from './drawText.js';

/** What only makes sense to a hand, or while something is under way. */
const NOT_SAVED = [
  '.save, .run, .start, .ask, .drop, .failure, .intake, .hint, progress',
  'button.button, .numbers > button, .unit-choice button, label.button, input[type=file]',
  'slot[name=try]',
  'script, style, template',
].join();

/** Draws an element as it stands in the page, with all that it shows: its shadow root, and what is slotted. */
export function drawElement(element: Element, into: Element, sheet: Sheet): void {
  if (element.matches(NOT_SAVED)) return;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (isUnseen(style, box)) return;
  const area = areaOf(box, sheet);
  const layer = Number(style.opacity) < 1 ? add(into, 'g', { opacity: style.opacity }) : into;
  if (style.display !== 'contents' && !isDrawnByBrowser(element, style))
    drawBox(area, style, layer, sheet);
  if (element instanceof SVGSVGElement) drawInlineSvg(element, area, layer);
  else if (element instanceof HTMLImageElement || element instanceof HTMLCanvasElement)
    drawPicture(element, area, layer, sheet);
  else if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
    drawSetting(element, area, layer);
  else drawChildren(element, style, clipped(style, area, layer, sheet), sheet);
}

function drawChildren(
  element: Element,
  style: CSSStyleDeclaration,
  into: Element,
  sheet: Sheet,
): void {
  for (const child of inPaintOrder(childrenOf(element)))
    if (child instanceof Text) drawText(child, style, into, sheet);
    else if (child instanceof Element) drawElement(child, into, sheet);
}

/** Its ground and edges are the browser's, which are not what the style says. */
function isDrawnByBrowser(element: Element, { appearance }: CSSStyleDeclaration): boolean {
  return element.matches('[type=range], [type=checkbox], [type=radio]') && appearance !== 'none';
}

function isUnseen(style: CSSStyleDeclaration, { width, height }: DOMRect): boolean {
  if (style.display === 'contents') return false;
  if (style.display === 'none' || style.visibility !== 'visible') return true;
  if (Number(style.opacity) === 0 || style.clipPath === 'inset(50%)') return true;
  return style.overflowX !== 'visible' && (width <= 1 || height <= 1);
}

/** Where what reaches out of the box is cut off: a group that does so. */
function clipped(style: CSSStyleDeclaration, area: Area, into: Element, sheet: Sheet): Element {
  if (style.overflowX === 'visible' || style.display === 'contents') return into;
  const clip = define(sheet, 'clipPath', (path) =>
    add(path, 'rect', { ...area, ...radiusOf(area, style) }),
  );
  return add(into, 'g', { 'clip-path': clip });
}

/** What is slotted stands among its neighbours in the shadow root, for what lies above what. */
function childrenOf(element: Element): Node[] {
  return [...(element.shadowRoot ?? element).childNodes].flatMap((node) => {
    if (!(node instanceof HTMLSlotElement) || node.matches(NOT_SAVED)) return node;
    return node.assignedNodes({ flatten: true });
  });
}

/** What is positioned lies above what is not; `z-index` decides among the rest. */
function inPaintOrder(nodes: Node[]): Node[] {
  const height = (node: Node): number => {
    if (!(node instanceof Element)) return -0.5;
    const { position, zIndex } = getComputedStyle(node);
    return Number.parseInt(zIndex) || (position === 'static' ? -0.5 : 0);
  };
  return nodes
    .map((node) => ({ node, height: height(node) }))
    .sort((a, b) => a.height - b.height)
    .map(({ node }) => node);
}
