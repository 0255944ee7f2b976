import type { CorrespondResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { table } from '../table.js';

type Spread = CorrespondResults['parts'][string][string]['active'];

/**
 * What was found, in words: a row a part, and for each layer both counts.
 * @param missing images that the landmarks name, and that were not given
 */
export function summary(results: CorrespondResults, missing: readonly string[] = []): string[] {
  const { options, data, parts, skippedParts } = results;
  const head = options.layers.flatMap((layer) => [`${layer}, all`, `${layer}, active`]);
  const rows = Object.entries(parts).map(([part, byLayer]) => [
    part,
    ...options.layers.flatMap((layer) => [said(byLayer[layer]!.all), said(byLayer[layer]!.active)]),
  ]);
  const skipped = [...data.skipped, ...skippedParts];
  return [
    `sign change, with a square of ${options.size} pixels, and ${options.draws} of each kind at random`,
    `looked at ${data.images - data.skipped.length} of ${data.images} images`,
    ...(skipped.length
      ? ['skipped:', ...skipped.map(({ reason }) => `  ${visibleName(reason)}`)]
      : []),
    ...(missing.length
      ? [
          `${missing.length} that the landmarks name are not among them: ${missing.map(visibleName).join(', ')}`,
        ]
      : []),
    '',
    table(['part', ...head], rows),
    '',
    ...READING,
    ...inactive(parts),
  ];
}

const READING = [
  'Mean over pairs of images ± standard deviation, and the 95 % bootstrap interval of the mean (images resampled).',
  'Lower: masking the part changes features alike in all images. "all" counts every position, so that what changes',
  'little scores low; "active" counts positions that change in at least one image of a pair.',
  'How far "random shared" lies below "random" shows how much is due to alignment, not to the part.',
];

function said(spread: Spread): string {
  if (!spread) return '–';
  const [mean, sd, low, high] = [spread.mean, spread.sd, ...spread.interval].map((value) =>
    value.toFixed(3),
  );
  return `${mean!} ± ${sd!} [${low!}, ${high!}]`;
}

/** Pairs that "active" leaves out, since nothing changes in either image. */
function inactive(parts: CorrespondResults['parts']): string[] {
  return Object.entries(parts).flatMap(([part, byLayer]) =>
    Object.entries(byLayer).flatMap(([layer, { all, active }]) => {
      const left = all.pairs - (active?.pairs ?? 0);
      if (!left) return [];
      return [
        `${visibleName(part)}, ${visibleName(layer)}: nothing changes in ${left} of ${all.pairs} pairs; "active" leaves them out`,
      ];
    }),
  );
}
