import type { TransformName } from '@deconv/results';
import { UnfitOption, unfit } from '../options/UnfitOption.js';

/** From which value to which one an image is moved. */
export interface Steps {
  from: number;
  to: number;
  step: number;
}

/** Passes over each image, at most. */
const MOST = 1000;

/** Sides of the paper's images, for which its figure moves up to 60 pixels (Zeiler & Fergus, Figure 5). */
const PAPER = { side: 224, shift: 60, step: 4 };

/**
 * The values that are asked for; what is left out is as in the paper's figure: shifts by up to 60 pixels of 224, or as
 * many of another size; factors from 1 to 1.8; whole turns.
 * @param side of the network's input along which it is moved, in pixels
 * @returns with the last value that is reached for `to`, which a step may pass over
 * @throws UnfitOption where they lead nowhere, out of the image, or through too many values
 */
export function stepsOf(transform: TransformName, said: Partial<Steps>, side: number): Steps {
  const found = { ...usualSteps(transform, side), ...said };
  if (!(found.step > 0 && found.to >= found.from))
    throw new UnfitOption(
      'from',
      `${found.from} --to ${found.to} --step ${found.step} leads nowhere; expected a step > 0 and an end that is not before the beginning`,
    );
  if (transform === 'scale' && found.from <= 0) throw unfit('from', found.from, 'a factor > 0');
  const count = countOf(found);
  if (!(count <= MOST))
    throw unfit(
      'step',
      found.step,
      `a longer one: from ${found.from} to ${found.to} it makes ${count} values, more than ${MOST}`,
    );
  const to = valuesOf(found).at(-1)!;
  if (transform.startsWith('translate')) requireSeen({ from: found.from, to }, side);
  return { ...found, to };
}

/** Moved by its own side or more, nothing of an image is left to be seen. */
function requireSeen(ends: Pick<Steps, 'from' | 'to'>, side: number): void {
  for (const name of ['from', 'to'] as const)
    if (Math.abs(ends[name]) >= side)
      throw unfit(name, ends[name], `a shift of less than the image's side, ${side} pixels`);
}

function usualSteps(transform: TransformName, side: number): Steps {
  if (transform === 'scale') return { from: 1, to: 1.8, step: 0.05 };
  if (transform === 'rotate') return { from: 0, to: 350, step: 10 };
  const shift = Math.round((PAPER.shift * side) / PAPER.side);
  const step = Math.max(1, Math.round((PAPER.step * side) / PAPER.side));
  // Nothing moved is among them.
  const whole = Math.max(1, Math.round(shift / step)) * step;
  return { from: -whole, to: whole, step };
}

/** `from`, `from + step`, … up to `to`, without the dust that adding leaves. */
export function valuesOf({ from, to, step }: Steps): number[] {
  return Array.from({ length: countOf({ from, to, step }) }, (_, i) =>
    Number((from + i * step).toPrecision(12)),
  );
}

const countOf = ({ from, to, step }: Steps): number => Math.floor((to - from) / step + 1e-9) + 1;
