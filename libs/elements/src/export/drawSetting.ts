import { type Area, add, xmlText } from './Sheet.js';
import { baseline, fontOf } from './drawText.js';
import { filled, paintOf } from './paintOf.js';

export type Setting = HTMLInputElement | HTMLSelectElement;

/** How a setting stands, in place of what each browser makes of it. */
export function drawSetting(setting: Setting, area: Area, into: Element): void {
  const style = getComputedStyle(setting);
  const { type } = setting;
  if (setting instanceof HTMLSelectElement) drawValue(setting, area, style, into);
  else if (type === 'range') drawSlider(setting, area, accentOf(style), into);
  else if (type === 'checkbox' && style.appearance === 'none') drawKnob(setting, area, into);
  else if (type === 'checkbox' || type === 'radio') drawCheck(setting, area, accentOf(style), into);
  else drawValue(setting, area, style, into);
}

function accentOf({ accentColor, color }: CSSStyleDeclaration): string {
  return paintOf(accentColor === 'auto' ? color : accentColor).colour;
}

function drawSlider(input: HTMLInputElement, area: Area, accent: string, into: Element): void {
  const [low, high] = [Number(input.min || 0), Number(input.max || 100)];
  const share = high > low ? (input.valueAsNumber - low) / (high - low) : 0;
  const r = Math.min(8, area.height / 2);
  const y = area.y + area.height / 2;
  const x = area.x + r + share * (area.width - 2 * r);
  const line = { y1: y, y2: y, 'stroke-width': 3, 'stroke-linecap': 'round' };
  add(into, 'line', { ...line, x1: area.x + r, x2: area.x + area.width - r, stroke: '#8b8375' });
  add(into, 'line', { ...line, x1: area.x + r, x2: x, stroke: accent });
  add(into, 'circle', { cx: x, cy: y, r, fill: accent });
}

function drawCheck(input: HTMLInputElement, area: Area, accent: string, into: Element): void {
  const { x, y, width, height } = area;
  const fill = input.checked ? accent : 'none';
  const edge = { fill, stroke: input.checked ? accent : '#8b8375' };
  const round = input.type === 'radio' ? Math.min(width, height) / 2 : 2;
  add(into, 'rect', { ...area, rx: round, ...edge });
  if (!input.checked) return;
  const d = `M${x + 0.22 * width} ${y + 0.52 * height}l${0.2 * width} ${0.2 * height}l${0.36 * width} ${-0.44 * height}`;
  add(into, 'path', { d, fill: 'none', stroke: '#ffffff', 'stroke-width': 2 });
}

/** What slides in a switch, whose ground and edges are drawn as any box's. */
function drawKnob(input: HTMLInputElement, area: Area, into: Element): void {
  const knob = getComputedStyle(input, '::before');
  const r = Number.parseFloat(knob.width) / 2;
  const { borderLeftWidth, direction } = getComputedStyle(input);
  const margin = Number.parseFloat(direction === 'rtl' ? knob.marginRight : knob.marginLeft);
  const along = Number.parseFloat(borderLeftWidth) + margin + r;
  const cx = direction === 'rtl' ? area.x + area.width - along : area.x + along;
  add(into, 'circle', { cx, cy: area.y + area.height / 2, r, ...filled(knob.backgroundColor) });
}

function drawValue(setting: Setting, area: Area, style: CSSStyleDeclaration, into: Element): void {
  const chosen =
    setting instanceof HTMLSelectElement ? setting.selectedOptions[0]?.label : setting.value;
  const text = add(into, 'text', {
    x: area.x + Number.parseFloat(style.borderLeftWidth) + Number.parseFloat(style.paddingLeft),
    y: baseline(area.y, area.height, style),
    ...fontOf(style),
    ...filled(style.color),
  });
  const shown = chosen === '' ? setting.getAttribute('placeholder') : chosen;
  text.textContent = xmlText(shown ?? '');
}
