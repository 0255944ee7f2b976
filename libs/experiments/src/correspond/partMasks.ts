import type { Box } from '@deconv/geometry';
import type { Mask } from '@deconv/probes';
import type { CorrespondResults } from '@deconv/results';

/**
 * One mask for each part that the landmarks name.
 * @param parts their names; a part may be named more than once
 * @param images for each image the squares that cover its parts
 * @throws Error for a part that is left in fewer than two images
 */
export function partMasks(
  parts: Iterable<string>,
  images: readonly ReadonlyMap<string, Box>[],
  skippedParts: CorrespondResults['skippedParts'],
): Record<string, Mask[]> {
  const masks = [...new Set(parts)].map((part): [string, Mask[]] => {
    const mask = images.map((boxes) => boxes.get(part));
    const { length } = mask.filter((box) => box !== undefined);
    if (length >= 2) return [part, [mask]];
    const reasons = skippedParts.filter((skipped) => skipped.part === part);
    throw new Error(
      [
        `"${part}" can be masked in ${length === 1 ? 'one image' : 'no image'}; expected two or more, which are compared. Mark it in more images, or in none`,
        ...reasons.map(({ reason }) => `  ${reason}`),
      ].join('\n'),
    );
  });
  return Object.fromEntries(masks);
}
