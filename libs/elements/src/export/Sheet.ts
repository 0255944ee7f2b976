/** What a figure is drawn on when it is saved. */
export interface Sheet {
  /** Place of the sheet's corner in the window, in CSS pixels. */
  left: number;
  top: number;
  /** Gets what is referred to: clips and gradients. */
  defs: SVGElement;
  /** Pictures under way. */
  pending: Promise<void>[];
}

/** A rectangle on a sheet, in CSS pixels. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const SVG = 'http://www.w3.org/2000/svg';

/** An element of SVG, at the end of another one. Numbers keep two decimals. */
export function add<T extends keyof SVGElementTagNameMap>(
  into: Element,
  tag: T,
  attributes: object = {},
): SVGElementTagNameMap[T] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes) as [string, string | number][])
    element.setAttribute(
      name,
      typeof value === 'number' ? String(Math.round(value * 100) / 100) : value,
    );
  into.append(element);
  return element;
}

/** Adds what others refer to. @returns the reference */
export function define(
  { defs }: Sheet,
  tag: 'clipPath' | 'linearGradient',
  fill: (definition: SVGElement) => void,
): string {
  const id = `deconv-${defs.childElementCount + 1}`;
  fill(add(defs, tag, { id }));
  return `url(#${id})`;
}

/** A rectangle of the window, on the sheet. */
export function areaOf(box: DOMRect, { left, top }: Sheet): Area {
  return { x: box.x - left, y: box.y - top, width: box.width, height: box.height };
}

/** Text without characters that XML cannot hold. */
export function xmlText(text: string): string {
  // They are what the expression is about.
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g, '');
}
