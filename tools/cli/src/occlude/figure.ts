import { quantityInWords } from '@deconv/experiments';
import { occluderBox, type Extent } from '@deconv/geometry';
import {
  categoryColour,
  COLOURED,
  cssColour,
  shareOf,
  viridis,
  type Colour,
} from '@deconv/pictures';
import { competeIn, numbersIn, quantityIn, type OccludeResults } from '@deconv/results';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { escapeXml } from '../escapeXml.js';

/** Side of a panel, the spaces above and around it, and the height of a line of text, in pixels. */
const [PANEL, TOP, GAP, LINE] = [256, 26, 16, 18];
/** How many letters fit the width of a panel. */
const LETTERS = 34;
/** Units of the map that are shown, and how many stand side by side. */
const [UNITS, ACROSS] = [4, 2];

/**
 * A PNG of panels as in Figure 7 of Zeiler and Fergus: the image with the square where the class loses most; by place of
 * the square the activity of the map; what excites the map here (framed) and in other images; by place the probability
 * of the class, or its logit, and the most probable class.
 * @param folder of the document and its pictures
 */
export async function figure(folder: string, results: OccludeResults): Promise<Buffer> {
  const map = `${results.layer}, channel ${results.channel}`;
  const extent = await extentIn(folder, results);
  const panels: Panel[] = [
    {
      title: 'the image',
      content: await photo(folder, results, extent),
      below: [`square where ${LEAST[quantityIn(results)]}`],
    },
    { title: map, ...heatMap(results.activity, extent, plain) },
    {
      title: 'what excites it',
      content: await projections(folder, results),
      below: ['projections; framed: in this image'],
    },
    {
      title: watchedTitle(results),
      ...heatMap(numbersIn(results), extent, (number) => quantityInWords(results, number)),
    },
    ...(competeIn(results) ? [{ title: 'most probable', ...classMap(results, extent) }] : []),
  ];
  const lines = Math.max(...panels.map(({ below }) => below.length));
  const width = panels.length * (PANEL + GAP) + GAP;
  const height = TOP + PANEL + lines * LINE + GAP;
  const placed = panels.map(
    (each, i) => `<g transform="translate(${GAP + i * (PANEL + GAP)},${TOP})">${markup(each)}</g>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="white"/>${placed.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

interface Panel {
  title: string;
  /** SVG of `PANEL` × `PANEL`. */
  content: string;
  /** Lines of SVG text. */
  below: string[];
}

const plain = (value: number): string => value.toPrecision(4);

/** What is lowest where the square takes most away. */
const LEAST = {
  probability: 'the class is least likely',
  logit: 'the logit is lowest',
  value: 'the number is lowest',
} as const;

function watchedTitle(results: OccludeResults): string {
  const name = results.classes[results.classIndex]!;
  return quantityIn(results) === 'logit' ? `${name}, logit` : name;
}

function markup({ title, content, below }: Panel): string {
  const lines = below.map((line, i) => `<text y="${PANEL + (i + 1) * LINE}">${line}</text>`);
  return `<text y="-6" font-weight="bold">${escape(title)}</text>${content}${lines.join('')}`;
}

/** Of the photo as the network sees it, in pixels. */
async function extentIn(folder: string, { picture }: OccludeResults): Promise<Extent> {
  const { width, height } = await sharp(join(folder, picture!)).metadata();
  return { width, height };
}

/** Of what a panel shows, where the longer side fills it. */
function within({ width, height }: Extent): Extent {
  const scale = PANEL / Math.max(width, height);
  return { width: width * scale, height: height * scale };
}

async function photo(
  folder: string,
  results: OccludeResults,
  { width, height }: Extent,
): Promise<string> {
  const { grid, fill, picture } = results;
  const { rows, cols: columns, size, stride } = grid;
  const flat = numbersIn(results).flat();
  const least = flat.indexOf(Math.min(...flat));
  const at: [number, number] = [Math.floor(least / columns), least % columns];
  const box = occluderBox({ rows, columns, size, stride }, { width, height }, at);
  const scale = `scale(${PANEL / Math.max(width, height)})`;
  return `<g transform="${scale}"><image width="${width}" height="${height}" href="${await dataUrl(folder, picture!)}"/><rect x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}" fill="${cssColour(fill)}"/></g>`;
}

/** Projections of the map's unit in this image and of the strongest ones in others, at one scale. */
async function projections(folder: string, { unit, others }: OccludeResults): Promise<string> {
  const units = [unit!, ...(others ?? [])].slice(0, UNITS);
  const across = units.length === 1 ? 1 : ACROSS;
  const side = (PANEL - (across - 1) * GAP) / across;
  const fields = units.map(({ receptiveField: { height, width } }) => Math.max(height, width));
  const scale = side / Math.max(...fields);
  const drawn = units.map(async ({ projection, receptiveField }, i) => {
    const [width, height] = [receptiveField.width * scale, receptiveField.height * scale];
    const [x, y] = [(i % across) * (side + GAP), Math.floor(i / across) * (side + GAP)];
    const frame = i === 0 ? ' stroke="black" stroke-width="3"' : '';
    const [left, top] = [x + (side - width) / 2, y + (side - height) / 2];
    return `<image x="${left}" y="${top}" width="${width}" height="${height}" preserveAspectRatio="none" href="${await dataUrl(folder, projection)}"/><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="none"${frame}/>`;
  });
  return (await Promise.all(drawn)).join('');
}

async function dataUrl(folder: string, picture: string): Promise<string> {
  return `data:image/png;base64,${(await readFile(join(folder, picture))).toString('base64')}`;
}

/** The map and what its colours mean. */
function heatMap(
  map: number[][],
  extent: Extent,
  say: (value: number) => string,
): Pick<Panel, 'content' | 'below'> {
  const [low, high] = [Math.min(...map.flat()), Math.max(...map.flat())];
  const colourOf = (value: number): Colour => viridis(shareOf(value, [low, high]));
  const below = [entry(colourOf(high), say(high)), entry(colourOf(low), say(low))];
  return { content: cells(map, extent, colourOf), below };
}

function classMap(
  { label: map, classes }: OccludeResults,
  extent: Extent,
): Pick<Panel, 'content' | 'below'> {
  const counts = new Map<number, number>();
  for (const label of map.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  const often = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || a - b);
  const colourOf = (label: number): Colour => categoryColour(often.indexOf(label));
  const below = often.slice(0, COLOURED).map((label) => entry(colourOf(label), classes[label]!));
  if (often.length > COLOURED) below.push(entry(categoryColour(COLOURED), 'others'));
  return { content: cells(map, extent, colourOf), below };
}

function cells(map: number[][], extent: Extent, colourOf: (value: number) => Colour): string {
  const panel = within(extent);
  const [height, width] = [panel.height / map.length, panel.width / map[0]!.length];
  const rects = map.flatMap((row, r) =>
    row.map(
      (value, c) =>
        `<rect x="${c * width}" y="${r * height}" width="${width}" height="${height}" fill="${cssColour(colourOf(value))}"/>`,
    ),
  );
  return `<g shape-rendering="crispEdges">${rects.join('')}</g>`;
}

/** A line of a legend: a spot of colour and what it means. */
function entry(colour: Colour, text: string): string {
  return `<tspan fill="${cssColour(colour)}">■</tspan> ${escape(text)}`;
}

/** Text as SVG, cut to what fits a panel. */
function escape(text: string): string {
  return escapeXml(text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);
}
