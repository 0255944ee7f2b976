/** Maps side by side in one half of a sheet, at most; as many rows at most. */
const MAPS_ACROSS = 6;
/** Maps of one sheet, at most. */
export const MAPS_A_SHEET = MAPS_ACROSS ** 2;

/** Side of the square that one patch gets where a map has one, a few, many; all in pixels. */
const CELLS = [200, 128, 80];
const GAP = 2;
const BETWEEN_MAPS = 18;
const BETWEEN_HALVES = 44;
const LABEL = 20;
const HEAD = 96;
const FOOT = 36;
const MARGIN = 28;
/** Titles need as much. */
const LEAST_HALF = 400;

/** Where things stand on a sheet: two halves alike, in each a block for every map, in each block a cell for every unit. */
export interface SheetLayout {
  width: number;
  height: number;
  /** Side of a cell. */
  cell: number;
  /** Width of a block. */
  block: number;
  /** Left edge of each half. */
  halves: [projections: number, patches: number];
  /** Upper left corner of a map's label in the left half; its block begins `LABEL` below. */
  corner: (map: number) => { x: number; y: number };
  /** Upper left corner of a unit's cell, from that of its map. */
  place: (unit: number) => { x: number; y: number };
}

/** @param maps of this sheet  @param units of each map, at most */
export function sheetLayout(maps: number, units: number): SheetLayout {
  const unitsAcross = Math.ceil(Math.sqrt(units));
  const unitsDown = Math.ceil(units / unitsAcross);
  const mapsAcross = Math.min(MAPS_ACROSS, Math.ceil(Math.sqrt(maps)));
  const mapsDown = Math.ceil(maps / mapsAcross);
  const cell = unitsAcross === 1 ? CELLS[0]! : mapsAcross <= 3 ? CELLS[1]! : CELLS[2]!;
  const block = unitsAcross * (cell + GAP) - GAP;
  const [stepX, stepY] = [
    block + BETWEEN_MAPS,
    LABEL + unitsDown * (cell + GAP) - GAP + BETWEEN_MAPS,
  ];
  const half = Math.max(LEAST_HALF, mapsAcross * stepX - BETWEEN_MAPS);
  return {
    width: 2 * MARGIN + 2 * half + BETWEEN_HALVES,
    height: HEAD + mapsDown * stepY - BETWEEN_MAPS + FOOT,
    cell,
    block,
    halves: [MARGIN, MARGIN + half + BETWEEN_HALVES],
    corner: (map) => ({
      x: (map % mapsAcross) * stepX,
      y: HEAD + Math.floor(map / mapsAcross) * stepY,
    }),
    place: (unit) => ({
      x: (unit % unitsAcross) * (cell + GAP),
      y: LABEL + Math.floor(unit / unitsAcross) * (cell + GAP),
    }),
  };
}
