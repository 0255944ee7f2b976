import type { PixelsFit } from './comparePixels.js';

/** Ways of making pixels, the likeliest first. */
export interface Proposal<Name extends string> {
  order: Name[];
  /** What the order goes by: the network's normalisations, or, where they say nothing, its answers. */
  by: 'normalisations' | 'answers';
  /** Whether normalisations tell the first well apart from the second; answers never do. */
  clear: boolean;
}

/** So many normalisations are enough to go by. */
const ENOUGH = 3;
/** The first is clear where the second diverges so many times as far. */
const TIMES_AS_FAR = 1.5;

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
  const byNormalisations = first.normalisations >= ENOUGH || first.information === undefined;
  const badness = byNormalisations ? divergenceOf : silenceOf;
  const sorted = [...all].sort(([, a], [, b]) => badness(a) - badness(b));
  const [best, second = Infinity] = sorted.map(([, fit]) => badness(fit));
  return {
    order: sorted.map(([name]) => name),
    by: byNormalisations ? 'normalisations' : 'answers',
    clear: byNormalisations && second > TIMES_AS_FAR * best!,
  };
}

const divergenceOf = ({ divergence }: PixelsFit): number => divergence!;

/** How little answers say. */
function silenceOf({ information }: PixelsFit): number {
  return Number.isNaN(information) ? Infinity : -information!;
}
