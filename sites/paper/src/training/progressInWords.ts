import { CHANCE, STEPS, type TrainingRun } from './TrainingRun.js';

/** Steps in a row near chance from which on it is worth saying so. */
const STUCK = 40;

/** Where a training stands. */
export function progressInWords({ steps, backend }: TrainingRun): string {
  const last = steps.at(-1);
  if (!last) return `Ready, on ${backend}.`;
  const measured = steps.findLast(({ validation }) => validation)?.validation;
  const fresh = measured ? `, right on ${Math.round(100 * measured.accuracy)} % of new scenes` : '';
  const stuck =
    steps.length >= STUCK && steps.slice(-STUCK).every(({ loss }) => loss > 0.95 * CHANCE)
      ? ' It still answers alike to everything.'
      : '';
  return `Step ${last.step} of ${STEPS}: loss ${last.loss.toFixed(2)}${fresh}; ${Math.round(last.imagesPerSecond)} pictures a second on ${backend}.${stuck}`;
}
