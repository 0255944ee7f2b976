import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { EpochRecord } from './epochRecord.js';

const WIDTH = 640;
const HEIGHT = 240;
const MARGIN = { top: 36, right: 16, bottom: 32, left: 48 };

/** Room between the two charts, for the second one's numbers. */
const GAP = 56;

interface Chart {
  title: string;
  value: (record: EpochRecord, of: 'training' | 'validation') => number;
  format: (value: number) => string;
  /** Highest value of the axis; by default the highest one that occurs. */
  top?: number;
}

const CHARTS: Chart[] = [
  { title: 'Loss (nats)', value: (record, of) => record[of].loss, format: (v) => String(v) },
  {
    title: 'Right answers',
    value: (record, of) => record[of].accuracy,
    format: (v) => `${Math.round(100 * v)} %`,
    top: 1,
  },
];

/** Two charts side by side, loss and accuracy by epoch, each for training and validation, as an SVG document. */
export function learningCurves(records: readonly EpochRecord[]): string {
  const width = (WIDTH - MARGIN.left - MARGIN.right - GAP) / CHARTS.length;
  const charts = CHARTS.map((chart, i) => {
    const left = MARGIN.left + i * (width + GAP);
    return `<g transform="translate(${left} ${MARGIN.top})">${drawChart(chart, records, width)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">Learning curves</title><desc id="description">${describe(records)}</desc>`,
    STYLE,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    ...charts,
    '</svg>\n',
  ].join('\n');
}

const STYLE = `<style>
  text { font: 11px system-ui, sans-serif; fill: #333 }
  .name { font-weight: 600 }
  .paper { fill: #fff }
  .grid { stroke: #ddd }
  path { fill: none; stroke-width: 2 }
  .training { stroke: #888; stroke-dasharray: 5 3 }
  .validation { stroke: #1a5fb4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd }
    .paper { fill: #1c1c1e }
    .grid { stroke: #444 }
    .training { stroke: #aaa }
    .validation { stroke: #78aeed }
  }
</style>`;

function drawChart(
  { title, value, format, top }: Chart,
  records: readonly EpochRecord[],
  width: number,
) {
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  const all = records.flatMap((record) => [value(record, 'training'), value(record, 'validation')]);
  const x = scaleLinear([1, Math.max(2, records.at(-1)?.epoch ?? 2)], [0, width]);
  const y = scaleLinear([0, top ?? Math.max(0.1, ...all)], [height, 0]).nice();
  const curve = (of: 'training' | 'validation') => {
    const path = line<EpochRecord>(
      (record) => tenths(x(record.epoch)),
      (record) => tenths(y(value(record, of))),
    );
    return `<path class="${of}" d="${path([...records]) ?? ''}"/>`;
  };
  const rows = y.ticks(5).map((tick) => {
    const label = `<text x="-8" y="${y(tick) + 4}" text-anchor="end">${format(tick)}</text>`;
    return `<line class="grid" x2="${width}" y1="${y(tick)}" y2="${y(tick)}"/>${label}`;
  });
  const columns = x.ticks(6).filter(Number.isInteger);
  const epochs = columns.map(
    (tick) => `<text x="${x(tick)}" y="${height + 16}" text-anchor="middle">${tick}</text>`,
  );
  const key = (at: number, of: string) =>
    `<line class="${of}" stroke-width="2" x1="${at}" x2="${at + 20}" y1="-14" y2="-14"/><text x="${at + 25}" y="-10">${of}</text>`;
  return [
    `<text class="name" y="-10">${title}</text>`,
    key(width - 160, 'training'),
    key(width - 80, 'validation'),
    ...rows,
    ...epochs,
    `<text x="${width}" y="${height + 28}" text-anchor="end">epoch</text>`,
    curve('training'),
    curve('validation'),
  ].join('\n');
}

function describe(records: readonly EpochRecord[]): string {
  const last = records.at(-1);
  if (!last) return 'No epoch is done yet.';
  const { epoch, training, validation } = last;
  const side = (name: string, { loss, accuracy }: EpochRecord['training']) =>
    `${name} loss ${loss.toFixed(3)}, ${(100 * accuracy).toFixed(1)} % right`;
  return `After ${epoch} ${epoch === 1 ? 'epoch' : 'epochs'}: ${side('training', training)}; ${side('validation', validation)}.`;
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}
