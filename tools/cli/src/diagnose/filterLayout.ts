import { type FilterPictures } from '@deconv/probes';

/** All in pixels. */
const MARGIN = 28;
const HALF = 520;
const BETWEEN_HALVES = 40;
/** Left of a row of filters: the number of its first. */
const NUMBER = 44;
/** Of a row's number, from its first filter. */
export const FROM_NUMBER = 14;
/** Between two filters: room for marks. */
const GAP = 7;
const HEAD = 124;
const MOST_ZOOM = 16;
/** Of all rows together, where filters are rows, unless a row needs more. */
const ROWS_HEIGHT = 1200;
/** Filters in a row: numbers that are easy to count with. */
const ACROSS = [4, 8, 12, 16, 24, 32, 48];

/** Where filters stand on a sheet: two halves alike, in each a cell for every filter. */
export interface FilterLayout {
  width: number;
  /** Lower edge of the panels. */
  bottom: number;
  /** Left edge of each half. */
  halves: [own: number, common: number];
  /** From the left edge of a half, what lies behind its filters, as their light weights must differ from paper. */
  panel: { left: number; top: number; width: number; height: number };
  /** Side of one weight. */
  zoom: number;
  across: number;
  /** Upper left corner of a filter's picture, from the left edge of its half. */
  corner: (filter: number) => { left: number; top: number };
  /** From a filter's corner, where its marks stand: below it; left of it where filters are rows of one weight's height. */
  mark: { left: number; top: number; width: number; height: number };
}

export function filterLayout({ filters, height, width, rows }: FilterPictures): FilterLayout {
  const { across, zoom, gap } = rows
    ? asRows(filters.length, width)
    : asGrid(filters.length, width);
  const [stepX, stepY] = [width * zoom + gap, height * zoom + gap];
  const half = Math.max(HALF, NUMBER + stepX * across - gap);
  const down = Math.ceil(filters.length / across);
  return {
    width: 2 * MARGIN + 2 * half + BETWEEN_HALVES,
    bottom: HEAD + down * stepY - gap + GAP,
    halves: [MARGIN, MARGIN + half + BETWEEN_HALVES],
    panel: {
      left: NUMBER - GAP,
      top: HEAD - GAP,
      width: across * stepX - gap + 2 * GAP,
      height: down * stepY - gap + 2 * GAP,
    },
    zoom,
    across,
    corner: (filter) => ({
      left: NUMBER + (filter % across) * stepX,
      top: HEAD + Math.floor(filter / across) * stepY,
    }),
    mark: rows
      ? { left: -GAP, top: 0, width: GAP - 1, height: zoom }
      : { left: 0, top: height * zoom + 1, width: width * zoom, height: GAP - 3 },
  };
}

function asRows(filters: number, weights: number) {
  const zoom = Math.min(MOST_ZOOM, (HALF - NUMBER) / weights, ROWS_HEIGHT / filters);
  return { across: 1, zoom: Math.max(1, Math.floor(zoom)), gap: 0 };
}

function asGrid(filters: number, width: number) {
  const across = ACROSS.find((columns) => columns ** 2 >= filters) ?? ACROSS.at(-1)!;
  const cell = Math.floor((HALF - NUMBER) / across);
  const zoom = Math.max(1, Math.min(MOST_ZOOM, Math.floor((cell - GAP) / width)));
  return { across, zoom, gap: GAP };
}
