/** What is taken off each feature, and what it is then multiplied by. */
interface Scaling {
  means: Float32Array;
  factors: Float32Array;
}

/**
 * Brings each feature to mean 0 and standard deviation 1 / √features over the given images, so that images lie about 1 from
 * the origin in every layer and one strength means the same for all. A feature that never varies becomes 0.
 * @param features [images, size]
 */
export function scalingOf(features: Float32Array, size: number): Scaling {
  const { means, variances } = momentsOf(features, size);
  const factors = Float32Array.from(variances, (each) =>
    each > 0 ? 1 / Math.sqrt(size * each) : 0,
  );
  return { means, factors };
}

/**
 * Brings each feature to mean 0, and all of them, by one factor, to where images lie about 1 from the origin. A handful of
 * images says little of how far one feature varies: by a factor of its own, one that was nearly silent in them would be
 * loudest in the next.
 * @param features [images, size]
 */
export function commonScalingOf(features: Float32Array, size: number): Scaling {
  const { means, variances } = momentsOf(features, size);
  const whole = variances.reduce((sum, each) => sum + each, 0);
  return { means, factors: new Float32Array(size).fill(whole > 0 ? 1 / Math.sqrt(whole) : 0) };
}

/** Mean and variance of each feature over the images. */
function momentsOf(features: Float32Array, size: number) {
  const count = features.length / size;
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < features.length; i++) sums[i % size]! += features[i]!;
  const means = Float32Array.from(sums, (sum) => sum / count);
  for (let i = 0; i < features.length; i++)
    squares[i % size]! += (features[i]! - means[i % size]!) ** 2;
  return { means, variances: squares.map((sum) => sum / count) };
}

/** @returns a scaled copy */
export function scaled(features: Float32Array, { means, factors }: Scaling): Float32Array {
  const size = means.length;
  return features.map((value, i) => (value - means[i % size]!) * factors[i % size]!);
}
