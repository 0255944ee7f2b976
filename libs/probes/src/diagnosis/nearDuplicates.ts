/** Two filters, the lower number first, and the cosine of the angle between them. */
export type Pair = [a: number, b: number, cosine: number];

/**
 * Pairs of filters that are nearly the same but for their scale. Nothing is subtracted from the weights first, so filters
 * with the same large mean are alike. Opposite filters are none: rectified, they answer to different images. Filters of
 * different groups are none either, as they read different channels, nor are filters without any weight but 0.
 * @param filters their weights, flat; those of one group stand together
 * @param groups how many groups there are, each with as many filters
 * @param least smallest cosine of a pair
 * @returns the most alike first
 */
export function nearDuplicates(
  filters: readonly Float32Array[],
  groups: number,
  least: number,
): Pair[] {
  const directions = filters.map(normalised);
  const perGroup = filters.length / groups;
  const pairs: Pair[] = [];
  for (let a = 0; a < filters.length; a++) {
    const end = (Math.floor(a / perGroup) + 1) * perGroup;
    for (let b = a + 1; b < end; b++) {
      const cosine = product(directions[a]!, directions[b]!);
      if (cosine >= least) pairs.push([a, b, Math.min(1, cosine)]);
    }
  }
  return pairs.sort((one, other) => other[2] - one[2]);
}

/** @returns zeros for a filter of zeros, which points nowhere */
function normalised(weights: Float32Array): Float64Array {
  const length = Math.sqrt(product(weights, weights));
  return Float64Array.from(weights, (weight) => (length ? weight / length : 0));
}

function product(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
