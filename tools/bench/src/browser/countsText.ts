import { table } from '@deconv/experiments';
import type { Counts, LensCounts } from './countOnPage.js';

/** What was counted, as aligned text. */
export function countsText({ browser, first, moves }: LensCounts): string {
  const all = (of: keyof Counts): number => moves.reduce((sum, each) => sum + each[of], 0);
  const most = (of: keyof Counts): number => Math.max(...moves.map((each) => each[of]));
  const rows: [string, (of: keyof Counts) => number][] = [
    ['until all layers have answered', (of) => first[of]],
    [`${moves.length} moves of the pointer`, all],
    ['most in one move', most],
  ];
  const counted = table(
    ['the lens of the built page, on webgl', 'programs linked', 'draw calls'],
    rows.map(([name, value]) => [name, String(value('programs')), String(value('draws'))]),
  );
  return `${browser}; counts, which no processor changes\n\n${counted}`;
}
