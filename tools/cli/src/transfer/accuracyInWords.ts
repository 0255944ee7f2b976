/** A share in percent, with its standard deviation where there is one: `61.3 ± 0.8`. */
export function accuracyInWords({ mean, sd }: { mean: number; sd: number | null }): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  return sd === null ? percent(mean) : `${percent(mean)} ± ${percent(sd)}`;
}

/** What a summary says of images that were left out for being near-duplicates. */
export function overlapLine(
  overlap: { with: string; images: number; found: readonly unknown[] } | null,
): string[] {
  if (!overlap) return [];
  const { found, images } = overlap;
  return [
    `near-duplicates of the ${images} images in ${overlap.with}: ${found.length ? `${found.length}, left out` : 'none'}`,
  ];
}
