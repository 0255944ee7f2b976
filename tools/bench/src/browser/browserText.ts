import { table } from '@deconv/experiments';
import type { Agreement } from '../page/agreement.js';
import type { FirstTime } from '../page/firstTime.js';
import { isSoftware } from '../page/isSoftware.js';
import { timesTable } from '../tables.js';
import type { BrowserReport } from './measureInBrowser.js';

/** Sums of float32 in another order differ by less than this share of the largest value. */
const TOLERANCE = 1e-4;

export const disagrees = ({ activations, switches, projections }: Agreement): boolean =>
  !(activations <= TOLERANCE && projections <= TOLERANCE && switches.differ === 0);

/** What was found in a browser, as aligned text. */
export function browserText(report: BrowserReport, cpu: string, rounds: number): string {
  const { browser, renderer, firsts, results, agreements } = report;
  const head = `${browser}, WebGL by ${renderer}; wasm and cpu on ${cpu}; at most ${rounds} rounds`;
  const software = isSoftware(renderer)
    ? [
        'This is no graphics processor: the processor stood in for it. Try --angle. The paper’s network and training are left out.',
      ]
    : [];
  const tables = [
    firstsTable(firsts),
    results.length && timesTable(results),
    agreementsTable(agreements),
  ];
  return [head, ...software, ...tables.filter(Boolean)].join('\n\n');
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

const firstsTable = (firsts: readonly FirstTime[]): string =>
  table(
    ['on webgl', 'ms: first time', 'second'],
    firsts.map(({ name, first, second }) => [name, short(first), short(second)]),
  );

const agreementsTable = (agreements: readonly Agreement[]): string =>
  table(
    ['same numbers', 'activations', 'switches', 'projections'],
    agreements.map((each) => [
      `${each.name}: ${each.backend} as ${each.against}${disagrees(each) ? ', NO' : ''}`,
      `to ${each.activations.toExponential(1)}`,
      `${each.switches.differ} of ${each.switches.of} differ`,
      `to ${each.projections.toExponential(1)}`,
    ]),
  );
