import type { Results } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';

type Skipped = Results['data']['skipped'];

/** How many reasons are said where no image can be read. */
const REASONS = 5;

/** Says that no image can be read, and why. */
export function noneOf(skipped: Skipped): string {
  const reasons = skipped.slice(0, REASONS).map(({ reason }) => `\n  ${visibleName(reason)}`);
  return `none of ${skipped.length} images can be read:${reasons.join('')}`;
}

/** Lines of a summary on images that were skipped. */
export function skippedLines({ images, skipped, leftOut = [] }: Results['data']): string[] {
  return [
    `looked at ${images - skipped.length} of ${images} ${images === 1 ? 'image' : 'images'}`,
    ...(skipped.length ? [`${skipped.length} skipped, since they cannot be read:`] : []),
    ...skipped.map(({ reason }) => `  ${visibleName(reason)}`),
    ...leftOut.map(({ reason, files }) => `left out: ${files} ${reason}`),
  ];
}
