import { type Area, type Sheet, add, define } from './Sheet.js';
import { drawBackground } from './drawBackground.js';
import { filled, paintOf } from './paintOf.js';

/** What CSS paints of an element's box: shadows that are not blurred, ground, borders, outline. */
export function drawBox(area: Area, style: CSSStyleDeclaration, into: Element, sheet: Sheet): void {
  const shadows = shadowsOf(style.boxShadow);
  const round = radiusOf(area, style);
  for (const shadow of shadows.filter(({ inset }) => !inset)) drawShadow(area, shadow, round, into);
  drawGround(area, style, into, sheet);
  for (const shadow of shadows.filter(({ inset }) => inset)) drawShadow(area, shadow, round, into);
  drawBorders(area, style, into);
  drawOutline(area, style, into);
}

/** Corners are as round as the first of them. */
export function radiusOf({ width, height }: Area, { borderTopLeftRadius }: CSSStyleDeclaration) {
  const radius = Number.parseFloat(borderTopLeftRadius);
  if (!radius) return {};
  const share = borderTopLeftRadius.endsWith('%');
  return { rx: Math.min(width / 2, height / 2, share ? (radius / 100) * width : radius) };
}

function drawGround(area: Area, style: CSSStyleDeclaration, into: Element, sheet: Sheet): void {
  const rounded = { ...area, ...radiusOf(area, style) };
  if (paintOf(style.backgroundColor).opacity > 0)
    add(into, 'rect', { ...rounded, ...filled(style.backgroundColor) });
  drawBackground(area, style, into, sheet);
  const ramp = /^linear-gradient\(to right, (.*)\)$/.exec(style.backgroundImage)?.[1];
  const stops = ramp?.match(/[a-z]+\([^)]*\)/g);
  if (!stops) return;
  const fill = define(sheet, 'linearGradient', (gradient) =>
    stops.forEach((stop, i) => {
      const { colour, opacity } = paintOf(stop);
      const offset = i / Math.max(1, stops.length - 1);
      add(gradient, 'stop', { offset, 'stop-color': colour, 'stop-opacity': opacity });
    }),
  );
  add(into, 'rect', { ...rounded, fill });
}

function drawBorders(area: Area, style: CSSStyleDeclaration, into: Element): void {
  const { x, y, width, height } = area;
  const [top, right, bottom, left] = ['Top', 'Right', 'Bottom', 'Left'].map((side) =>
    borderOf(style, side as 'Top'),
  ) as [Border, Border, Border, Border];
  const same = [right, bottom, left].every(
    (each) => each.width === top.width && each.colour === top.colour,
  );
  if (same) {
    frame(area, -top.width / 2, top, { ...radiusOf(area, style) }, into);
    return;
  }
  const side = (shape: Area, { colour }: Border): void => {
    if (shape.width && shape.height) add(into, 'rect', { ...shape, ...filled(colour) });
  };
  side({ x, y, width, height: top.width }, top);
  side({ x, y: y + height - bottom.width, width, height: bottom.width }, bottom);
  side({ x, y, width: left.width, height }, left);
  side({ x: x + width - right.width, y, width: right.width, height }, right);
}

interface Border {
  width: number;
  colour: string;
  dashed: boolean;
}

function borderOf(style: CSSStyleDeclaration, side: 'Top'): Border {
  const line = style[`border${side}Style`];
  const width = line === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]);
  return {
    width: width || 0,
    colour: style[`border${side}Color`],
    dashed: line === 'dashed' || line === 'dotted',
  };
}

function drawOutline(area: Area, style: CSSStyleDeclaration, into: Element): void {
  const width = Number.parseFloat(style.outlineWidth);
  // What the browser draws around what has the focus is not the figure's.
  if (!width || style.outlineStyle !== 'solid') return;
  const outset = width / 2 + (Number.parseFloat(style.outlineOffset) || 0);
  frame(area, outset, { width, colour: style.outlineColor, dashed: false }, {}, into);
}

function frame(area: Area, by: number, border: Border, round: object, into: Element): void {
  const { colour, opacity } = paintOf(border.colour);
  if (!border.width || !opacity) return;
  add(into, 'rect', {
    ...{ ...grown(area, by), ...round, fill: 'none', stroke: colour },
    'stroke-width': border.width,
    ...(opacity < 1 && { 'stroke-opacity': opacity }),
    ...(border.dashed && { 'stroke-dasharray': 3 * border.width }),
  });
}

interface Shadow {
  colour: string;
  x: number;
  y: number;
  blur: number;
  spread: number;
  inset: boolean;
}

function shadowsOf(css: string): Shadow[] {
  const found = css.matchAll(/([a-z]+\([^)]*\)) (\S+)px (\S+)px (\S+)px (\S+)px( inset)?/g);
  return [...found]
    .map(([, colour, x, y, blur, spread, inset]) => ({
      ...{ colour: colour!, x: Number(x), y: Number(y), blur: Number(blur) },
      ...{ spread: Number(spread), inset: inset !== undefined },
    }))
    .filter(({ blur }) => blur === 0)
    .reverse();
}

/** Outside of the box, or inside of it: what lies between two rectangles. */
function drawShadow(area: Area, shadow: Shadow, round: object, into: Element): void {
  const { colour, x, y, spread, inset } = shadow;
  if (!x && !y) {
    const border = { width: spread, colour, dashed: false };
    frame(area, inset ? -spread / 2 : spread / 2, border, round, into);
    return;
  }
  const moved = grown({ ...area, x: area.x + x, y: area.y + y }, inset ? -spread : spread);
  const [outer, inner] = inset ? [area, common(area, moved)] : [around(area, moved), area];
  const d = [outer, inner]
    .map((each) => `M${each.x} ${each.y}h${each.width}v${each.height}h${-each.width}z`)
    .join('');
  add(into, 'path', { d, 'fill-rule': 'evenodd', ...filled(colour) });
}

function grown({ x, y, width, height }: Area, by: number): Area {
  return {
    ...{ x: x - by, y: y - by },
    ...{ width: Math.max(0, width + 2 * by), height: Math.max(0, height + 2 * by) },
  };
}

function common(a: Area, b: Area): Area {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
}

function around(a: Area, b: Area): Area {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}
