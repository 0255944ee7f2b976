import { axisEnds, cssColour, meanOf, OKABE_ITO } from '@deconv/pictures';
import { numbersIn, quantityIn, type InvarianceResults } from '@deconv/results';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { escapeXml } from '../escapeXml.js';

/** Of a chart, the room around it, and a line of text; in pixels. */
const [WIDTH, HEIGHT, LEFT, TOP, GAP, BOTTOM, LINE] = [260, 180, 60, 76, 68, 44, 18];

/** What shows on white; yellow does not. */
const { blue, vermilion, green, purple, orange, sky } = OKABE_ITO;
const COLOURS = [blue, vermilion, green, purple, orange, sky].map(cssColour);

/** How values of each transform are measured. */
const AXES = {
  'translate-y': 'pixels down',
  'translate-x': 'pixels to the right',
  scale: 'factor',
  rotate: 'degrees clockwise',
} as const;

interface Chart {
  title: string;
  /** One line an image. */
  lines: number[][];
  /** Upper end of the axis, where it is known. */
  top?: number;
}

/**
 * An SVG document with a chart for the distance at each layer and one for what is answered, as in Figure 5
 * of Zeiler and Fergus: a line for each image and, of more than six, a bold one for their mean.
 */
export function curves(results: InvarianceResults): string {
  const { images, options, model } = results;
  const charts: Chart[] = [
    ...options.layers.map((layer) => ({
      title: `distance at ${layer}`,
      lines: images.map(({ distance }) => distance[layer]!),
    })),
    answerChart(images),
  ];
  const values = images[0]!.values;
  const key = legend(results);
  const width = LEFT + charts.length * (WIDTH + GAP);
  const height = TOP + HEIGHT + BOTTOM + key.length * LINE + 12;
  const drawn = charts.map(
    (chart, i) =>
      `<g transform="translate(${LEFT + i * (WIDTH + GAP)} ${TOP})">${draw(chart, values, options.transform)}</g>`,
  );
  const title = `${options.transform}: what ${escapeXml(model.name)} makes of moved images`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${title}</title><desc id="description">${describe(results)}</desc>`,
    STYLE,
    `<rect class="paper" width="100%" height="100%"/><text class="head" x="${LEFT}" y="32">${title}</text>`,
    ...drawn,
    `<g transform="translate(${LEFT} ${TOP + HEIGHT + BOTTOM})">${key.join('')}</g>`,
    '</svg>\n',
  ].join('\n');
}

/** Probabilities are drawn on a scale up to 1, other numbers on their own. */
function answerChart(images: InvarianceResults['images']): Chart {
  const [title, lines] = [quantityIn(images[0]!), images.map(numbersIn)];
  return { title, lines, ...(title === 'probability' && { top: 1 }) };
}

const STYLE = `<style>
  text { font: 12px system-ui, sans-serif; fill: #333 }
  .head { font-size: 16px; font-weight: 600 }
  .name { font-weight: 600 }
  .paper { fill: #fff }
  .grid { stroke: #e2e2e2 }
  path { fill: none; stroke-width: 1.8 }
  .one { stroke: #9aa; stroke-width: 1; stroke-opacity: .6 }
  .mean { stroke: ${COLOURS[0]!}; stroke-width: 2.6 }
</style>`;

function draw({ title, lines, top }: Chart, values: number[], transform: keyof typeof AXES) {
  const x = scaleLinear([values[0]!, values.at(-1)!], [0, WIDTH]);
  const y = scaleLinear(axisEnds(lines.flat(), top), [HEIGHT, 0]).nice(4);
  const path = line<number>(
    (_, i) => tenths(x(values[i]!)),
    (value) => tenths(y(value)),
  );
  const rows = y
    .ticks(4)
    .map(
      (tick) =>
        `<line class="grid" x2="${WIDTH}" y1="${y(tick)}" y2="${y(tick)}"/><text x="-8" y="${y(tick) + 4}" text-anchor="end">${y.tickFormat(4)(tick)}</text>`,
    );
  const columns = x
    .ticks(5)
    .map(
      (tick) =>
        `<text x="${tenths(x(tick))}" y="${HEIGHT + 16}" text-anchor="middle">${x.tickFormat(5)(tick)}</text>`,
    );
  const curve = (numbers: number[], style: string): string =>
    `<path ${style} d="${path(numbers) ?? ''}"/>`;
  const drawn = isMany(lines)
    ? [...lines.map((each) => curve(each, 'class="one"')), curve(meanLine(lines), 'class="mean"')]
    : lines.map((each, i) => curve(each, `stroke="${COLOURS[i]}"`));
  return [
    `<text class="name" y="-12">${escapeXml(title)}</text>`,
    ...rows,
    ...columns,
    `<text x="${WIDTH}" y="${HEIGHT + 32}" text-anchor="end">${AXES[transform]}</text>`,
    ...drawn,
  ].join('');
}

/** More lines than there are colours. */
const isMany = (lines: readonly unknown[]): boolean => lines.length > COLOURS.length;

function meanLine(lines: readonly number[][]): number[] {
  return lines[0]!.map((_, i) => meanOf(lines.map((each) => each[i]!)));
}

/** One line a colour. */
function legend({ images }: InvarianceResults): string[] {
  const entry = (i: number, style: string, text: string): string =>
    `<path ${style} d="M0 ${i * LINE}h24"/><text x="32" y="${i * LINE + 4}">${escapeXml(text)}</text>`;
  if (isMany(images))
    return [
      entry(0, 'class="mean"', `mean of ${images.length} images`),
      entry(1, 'class="one"', 'each image'),
    ];
  return images.map(({ image, label }, i) =>
    entry(i, `stroke="${COLOURS[i]}"`, `${image}: ${label}`),
  );
}

/** The scores in a sentence, for whoever cannot see the curves. */
function describe({ images, options, score }: InvarianceResults): string {
  const scores = options.layers.map((layer) => `${layer} ${score[layer]?.toFixed(3) ?? 'none'}`);
  return escapeXml(
    `${images.length} images, from ${options.from} to ${options.to} ${AXES[options.transform]}. Invariance score by layer, 1 where nothing changes: ${scores.join(', ')}.`,
  );
}

const tenths = (value: number): number => Math.round(10 * value) / 10;
