import { table } from '@deconv/experiments';
import type { Timing } from './compare.js';
import type { Spread } from './spread.js';
import type { Share } from './waitingShares.js';

/** The ways of computing one thing, timed. */
export interface Result {
  name: string;
  clock: 'processor' | 'wall';
  ways: Timing[];
}

/** Times and ratios as aligned text, each beside what is aimed at, where something is. */
export function timesTable(results: readonly Result[]): string {
  const milliseconds = quartiles((value) => String(Number(value.toPrecision(3))));
  const times = quartiles((value) => String(Number(value.toPrecision(2))), '×');
  const rows = results.flatMap(({ name, clock, ways }) => [
    [clock === 'wall' ? `${name} (by the clock)` : name, '', '', ''],
    ...ways.map(({ name: way, time, ratio, atLeast }, i) => [
      `  ${way}`,
      milliseconds(time),
      i === 0 ? '' : times(ratio),
      atLeast === undefined ? '' : `≥ ${atLeast}×${missed(ratio[1] < atLeast)}`,
    ]),
  ]);
  return table(['way', 'ms: median (quartiles)', 'as long as the first', 'target'], rows);
}

/** Shares of a step as aligned text, each beside what is aimed at. */
export function sharesTable(shares: readonly Share[]): string {
  const percent = quartiles((value) => (100 * value).toFixed(1), ' %');
  const rows = shares.map(({ name, share, atMost }) => [
    name,
    percent(share),
    atMost === undefined ? '' : `≤ ${100 * atMost} %${missed(share[1] > atMost)}`,
  ]);
  return table(['training step', 'share: median (quartiles)', 'target'], rows);
}

const missed = (isMissed: boolean): string => (isMissed ? ', missed' : '');

const quartiles =
  (format: (value: number) => string, unit = '') =>
  ([low, median, high]: Spread): string =>
    `${format(median)}${unit} (${format(low)}–${format(high)})`;
