import type { PixelsFit } from './comparePixels.js';

/** Ways of making pixels, the likeliest first. */
export interface Proposal<Name extends string> {
  order: Name[];
  /** What the order goes by: the network's normalisations, or, where they say nothing, its answers. */
  by: 'normalisations' | 'answers';
  /** Whether the first stands well apart from the second. */
  clear: boolean;
}

/** So many normalisations are enough to go by. */
const ENOUGH = 3;
/** The first is clear where the second diverges so many times as far, or tells so much less, in nats. */
const TIMES_AS_FAR = 1.5;
const LESS_TOLD = 0.25;

/**
 * Orders ways of making pixels by what the network did with them.
 * @throws Error where it says nothing of its training, and has no answer
 */
export function likeliest<Name extends string>(fits: ReadonlyMap<Name, PixelsFit>): Proposal<Name> {
  const all = [...fits];
  const [, first] = all[0] ?? [];
  if (!first || (first.normalisations < 1 && first.information === undefined))
    throw new Error(
      'the network has neither batch normalisations nor an answer, so that nothing tells ways of making pixels apart; ask whoever trained it',
    );
  if (first.normalisations >= ENOUGH || first.information === undefined)
    return orderBy(
      all,
      'normalisations',
      ({ divergence }) => divergence!,
      (a, b) => b > TIMES_AS_FAR * a,
    );
  return orderBy(
    all,
    'answers',
    ({ information }) => -orElse(information!, -Infinity),
    (a, b) => b - a > LESS_TOLD,
  );
}

const orElse = (value: number, otherwise: number): number =>
  Number.isNaN(value) ? otherwise : value;

function orderBy<Name extends string>(
  all: [Name, PixelsFit][],
  by: Proposal<Name>['by'],
  badness: (fit: PixelsFit) => number,
  isClear: (first: number, second: number) => boolean,
): Proposal<Name> {
  const sorted = [...all].sort(([, a], [, b]) => badness(a) - badness(b));
  const [first, second] = sorted.map(([, fit]) => badness(fit));
  return {
    order: sorted.map(([name]) => name),
    by,
    clear: second === undefined || isClear(first!, second),
  };
}
