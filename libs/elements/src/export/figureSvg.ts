import { type Sheet, add, xmlText } from './Sheet.js';
import { drawElement } from './drawElement.js';
import { filled } from './paintOf.js';

/** Around the figure, in CSS pixels. */
const MARGIN = 16;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * A figure as it stands in the page, as an SVG file that stands alone: pictures are inside, text is text.
 * @param provenance what it shows, how and by what it was made: written into `<metadata>`
 * @throws where a picture of another origin may not be read
 */
export async function figureSvg(figure: HTMLElement, provenance: object): Promise<string> {
  const { left, top, width, height } = figure.getBoundingClientRect();
  const svg = document.createElementNS(SVG, 'svg');
  const size = { width: Math.ceil(width) + 2 * MARGIN, height: Math.ceil(height) + 2 * MARGIN };
  const attributes = { ...size, viewBox: `0 0 ${size.width} ${size.height}` };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
  add(svg, 'title').textContent = xmlText(titleOf(figure));
  add(svg, 'desc').textContent = xmlText(wordsIn(figure, 'caption'));
  add(svg, 'metadata').textContent = xmlText(JSON.stringify(provenance));
  const defs = add(svg, 'defs');
  add(svg, 'rect', { ...size, ...filled(groundOf(figure)) });
  const sheet: Sheet = { left: left - MARGIN, top: top - MARGIN, defs, pending: [] };
  drawElement(figure, svg, sheet);
  await Promise.all(sheet.pending);
  return new XMLSerializer().serializeToString(svg);
}

/** The heading that the page gave the figure, or its element's name. */
function titleOf(figure: HTMLElement): string {
  return wordsIn(figure, 'title') || figure.localName;
}

function wordsIn(figure: HTMLElement, slot: string): string {
  const slotted = [...figure.children].filter((each) => each.slot === slot);
  return slotted.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(' ');
}

/** The colour of the paper, for which all others are chosen. */
function groundOf({ shadowRoot }: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = 'var(--deconv-paper)';
  shadowRoot?.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
