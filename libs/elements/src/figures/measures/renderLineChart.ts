import { scaleLinear, scalePoint } from 'd3-scale';
import {
  line as path,
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape';
import { html, nothing, svg } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import type { Line, LineChart, Measure } from './Line.js';
import { spreadInWords } from './spreadInWords.js';

/** The room around a chart, in CSS pixels. */
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 18, 12, 58];
const HEIGHT = 334;
/** Of the names along the axis: what a letter takes, and from row to row, in CSS pixels. */
const [LETTER, ROW] = [7, 14];
/** Lines differ by shape as well as by colour. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];

interface Drawing {
  chart: LineChart;
  width: number;
  /** Number of the place that is looked at. */
  pointed: number | undefined;
  onPoint: (place: number | undefined) => void;
}

/** Shares at places along an axis: a mark for each mean, a whisker for its spread, small dots for what it is made of. */
export function renderLineChart({ chart, width, pointed, onPoint }: Drawing) {
  const scales = scalesOf(chart, width);
  const { x } = scales;
  const point = (event: PointerEvent): void => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    onPoint(nearest(event.clientX - left, chart, x));
  };
  return html`
    <svg
      class="lines"
      width=${width}
      height=${HEIGHT}
      viewBox="0 0 ${width} ${HEIGHT}"
      role="img"
      aria-label=${inWords(chart)}
      @pointermove=${point}
      @pointerdown=${point}
      @pointerleave=${() => onPoint(undefined)}
    >
      ${renderAxes(chart, scales, width)}
      ${
        pointed === undefined
          ? nothing
          : svg`<line class="now" x1=${x(pointed)} x2=${x(pointed)} y1=${TOP} y2=${HEIGHT - BOTTOM} />`
      }
      ${chart.lines.map((each) => svg`<g class=${classOf(each, chart)}>${renderLine(each, scales, shapeOf(each, chart))}</g>`)}
    </svg>
  `;
}

/** How a line is marked, for a key. */
export function renderMark(line: Line, chart: LineChart) {
  return html`
    <svg class="mark ${classOf(line, chart)}" width="28" height="12" aria-hidden="true">
      <line class="line" x2="28" y1="6" y2="6" />
      <path class="mean" transform="translate(14 6)" d=${shapeOf(line, chart)} />
    </svg>
  `;
}

interface Scales {
  /** By the number of a place. */
  x: (place: number) => number;
  y: ReturnType<typeof scaleLinear<number, number>>;
}

function scalesOf({ places, lines }: LineChart, width: number): Scales {
  const [from, to] = [LEFT + 14, width - RIGHT];
  const known = lines.flatMap(({ measures }) => measures.filter((each) => each !== undefined));
  const [, top] = rangeOf([known.map(({ mean, sd }) => mean + (sd ?? 0))]);
  const y = scaleLinear([0, Math.min(1, top || 1)], [HEIGHT - BOTTOM, TOP]).nice(5);
  const values = places.flatMap(({ value }) => value ?? []);
  if (values.length === places.length && values.length > 1) {
    const along = scaleLinear([values[0]!, values.at(-1)!], [from, to]);
    return { x: (place) => along(values[place]!), y };
  }
  const along = scalePoint(
    places.map((_, i) => i),
    [from, to],
  ).padding(0.35);
  return { x: (place) => along(place)!, y };
}

function renderLine({ measures }: Line, { x, y }: Scales, shape: string) {
  const placed = measures.flatMap((measure, i) => (measure ? [{ measure, at: x(i) }] : []));
  const joined = path<(typeof placed)[number]>(
    ({ at }) => at,
    ({ measure }) => y(measure.mean),
  );
  return svg`
    <path class="line" d=${joined(placed) ?? ''} />
    ${placed.map(
      ({ measure, at }) => svg`
        ${renderSpread(measure, at, y)}
        <path class="mean" transform="translate(${at} ${y(measure.mean)})" d=${shape} />
      `,
    )}
  `;
}

function renderSpread({ mean, sd, each }: Measure, at: number, y: Scales['y']) {
  return svg`
    ${each.map((value, i) => svg`<circle class="each" cx=${at + 6 + 2 * (i % 2)} cy=${y(value)} r="1.5" />`)}
    ${sd === null ? nothing : svg`<line class="whisker" x1=${at} x2=${at} y1=${y(mean - sd)} y2=${y(mean + sd)} />`}
  `;
}

/** Every other name stands a row lower where neighbours would run into each other. */
function rowsOf(places: LineChart['places'], x: Scales['x']): number {
  const half = (i: number): number => (LETTER * (places[i]!.label.length + 1)) / 2;
  return places.some((_, i) => i > 0 && x(i) - x(i - 1) < half(i) + half(i - 1)) ? 2 : 1;
}

function renderAxes({ axis, places }: LineChart, { x, y }: Scales, width: number) {
  const rows = rowsOf(places, x);
  return svg`
    ${y.ticks(5).map(
      (tick) => svg`
        <line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${y(tick)} y2=${y(tick)} />
        <text x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${Math.round(100 * tick)}${'\u202f'}%</text>
      `,
    )}
    ${places.map(
      ({ label }, i) => svg`
        <text x=${x(i)} y=${HEIGHT - BOTTOM + 17 + ROW * (i % rows)} text-anchor="middle">${label}</text>
      `,
    )}
    <text x=${width - RIGHT} y=${HEIGHT - 6} text-anchor="end">${axis}</text>
  `;
}

/** Own lines each have a colour and a shape, the paper's are grey and dashed. */
function classOf(line: Line, { lines }: LineChart): string {
  const rank = rankOf(line, lines);
  return line.paper ? 'paper' : `own-${rank % SHAPES.length}`;
}

function shapeOf(line: Line, { lines }: LineChart): string {
  return symbol(SHAPES[rankOf(line, lines) % SHAPES.length], 52)() ?? '';
}

/** Among its own kind. */
const rankOf = (line: Line, lines: readonly Line[]): number =>
  lines.filter(({ paper }) => paper === line.paper).indexOf(line);

function nearest(at: number, { places }: LineChart, x: Scales['x']): number {
  const far = (place: number): number => Math.abs(x(place) - at);
  return places.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
}

function inWords({ title, places, lines }: LineChart): string {
  const told = lines.map(({ name, measures }) => {
    const all = measures.flatMap((each, i) =>
      each ? [`${places[i]!.label}: ${spreadInWords(each)} %`] : [],
    );
    return `${name}: ${all.join(', ')}`;
  });
  return `${title}. ${told.join('. ')}.`;
}
