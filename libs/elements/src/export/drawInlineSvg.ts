import { type Area, xmlText } from './Sheet.js';
import { paintOf } from './paintOf.js';

/** What style sheets may say of a shape, and what holds where they do not. */
const SAID: Readonly<Record<string, string>> = {
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  opacity: '1',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'vector-effect': 'none',
  'paint-order': 'normal',
  visibility: 'visible',
  display: 'inline',
};
const OF_PAGES = /^(class|style|part|role|tabindex|aria-.*|id|slot)$/;

/** A drawing as it stands in the page, with all that style sheets say of it written down. */
export function drawInlineSvg(source: SVGSVGElement, area: Area, into: Element): void {
  const copy = source.cloneNode(true) as SVGSVGElement;
  const from = [source, ...source.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => writeDown(element, to[i]!));
  withoutComments(copy);
  for (const [name, value] of Object.entries(area)) copy.setAttribute(name, String(value));
  copy.setAttribute('overflow', getComputedStyle(source).overflowX);
  into.append(copy);
}

function writeDown(element: Element, copy: Element): void {
  const style = getComputedStyle(element);
  for (const { name } of [...copy.attributes]) if (OF_PAGES.test(name)) copy.removeAttribute(name);
  for (const [name, usual] of Object.entries(SAID)) {
    const value = style.getPropertyValue(name);
    if (value && value !== usual && !(element instanceof SVGSVGElement && name === 'display'))
      copy.setAttribute(name, value);
  }
  for (const name of ['fill', 'stroke']) paint(copy, name, style.getPropertyValue(name));
  if (!(element instanceof SVGTextContentElement)) return;
  for (const name of ['font-family', 'font-size', 'font-weight'])
    copy.setAttribute(name, style.getPropertyValue(name));
}

function paint(copy: Element, name: string, value: string): void {
  if (value === 'none' || value.startsWith('url(')) {
    copy.setAttribute(name, value);
    return;
  }
  const { colour, opacity } = paintOf(value);
  copy.setAttribute(name, opacity ? colour : 'none');
  if (opacity > 0 && opacity < 1) {
    const own = Number(copy.getAttribute(`${name}-opacity`) ?? 1);
    copy.setAttribute(`${name}-opacity`, String(opacity * own));
  }
}

/** Templates leave marks where they fill in. */
function withoutComments(copy: Element): void {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const comments: Comment[] = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node instanceof Comment) comments.push(node);
    else if (node instanceof Text) node.data = xmlText(node.data);
  }
  comments.forEach((comment) => comment.remove());
}
