import type { StepView } from '@deconv/engine';
import type { Pixel } from '../../../parts/place/Pixel.js';
import { tapsTo } from './taps.js';

/** What adds up at one place when filters run backwards. */
export interface Filtered {
  kind: 'filter';
  /** The map before that brings most, of those that are shown. */
  from: number;
  /** Its positions whose windows hold the place. */
  rows: number[];
  columns: number[];
  /** By row and column: its signal there, and the weight that leads from there to the place. */
  factors: { signal: number; weight: number }[][];
  /** Of the products. */
  sum: number;
  /** What the step has at the place: the products of all maps. */
  total: number;
  /** How many other maps there are; 0 where none of them carries a signal. */
  others: number;
}

/**
 * @param at row and column in the step's box
 * @returns undefined where the filter is of another kind, or its numbers are not known
 */
export function filteredAt(
  step: StepView,
  before: StepView,
  channel: number,
  at: Pixel,
): Filtered | undefined {
  const { box, window, filters = [] } = step;
  const total = step.maps.find((map) => map.channel === channel)?.values[at[0] * box.width + at[1]];
  if (!window || total === undefined) return undefined;
  const small = before.box;
  const rows = tapsTo(box.top + at[0], window.rows, small.top, small.height);
  const columns = tapsTo(box.left + at[1], window.columns, small.left, small.width);
  const brought = filters
    .filter(({ to }) => to === channel)
    .map(({ from, weights }) => {
      const signals = before.maps.find((map) => map.channel === from)?.values;
      const factors = rows.map((row) =>
        columns.map((column) => {
          const place = (row.position - small.top) * small.width + column.position - small.left;
          const weight = weights[row.tap * window.columns.size + column.tap] ?? 0;
          return { signal: signals?.[place] ?? 0, weight };
        }),
      );
      const products = factors.flat().map(({ signal, weight }) => signal * weight);
      return { from, factors, sum: products.reduce((a, b) => a + b, 0) };
    });
  brought.sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const [most] = brought;
  if (!most || !rows.length || !columns.length) return undefined;
  const others = before.maps.length > 1 ? before.channels - 1 : 0;
  const positions = (taps: typeof rows): number[] => taps.map(({ position }) => position);
  return {
    ...{ kind: 'filter', ...most, total, others },
    ...{ rows: positions(rows), columns: positions(columns) },
  };
}
