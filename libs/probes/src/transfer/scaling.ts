/** What is taken off each feature, and what it is then multiplied by. */
export interface Scaling {
  means: Float32Array;
  factors: Float32Array;
}

/**
 * Brings each feature to mean 0 and standard deviation 1 / √features over the given images, so that images lie about 1 from
 * the origin in every layer and one strength means the same for all. A feature that never varies becomes 0.
 * @param features [images, size]
 */
export function scalingOf(features: Float32Array, size: number): Scaling {
  const count = features.length / size;
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < features.length; i++) sums[i % size]! += features[i]!;
  const means = Float32Array.from(sums, (sum) => sum / count);
  for (let i = 0; i < features.length; i++)
    squares[i % size]! += (features[i]! - means[i % size]!) ** 2;
  const factors = Float32Array.from(squares, (sum) =>
    sum > 0 ? 1 / Math.sqrt((size * sum) / count) : 0,
  );
  return { means, factors };
}

/** @returns a scaled copy */
export function scaled(features: Float32Array, { means, factors }: Scaling): Float32Array {
  const size = means.length;
  return features.map((value, i) => (value - means[i % size]!) * factors[i % size]!);
}
