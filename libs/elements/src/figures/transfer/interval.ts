/** Of a normal distribution, the middle 95 % lie so many standard deviations around its mean. */
const Z = 1.96;

/**
 * In which range a rate may lie of which `right` of `count` trials are known, with 95 % confidence. (Wilson, "Probable
 * Inference, the Law of Succession, and Statistical Inference", 1927: it holds for few trials, too.)
 */
export function interval(right: number, count: number): [low: number, high: number] {
  const share = right / count;
  const weight = 1 + Z ** 2 / count;
  const middle = (share + Z ** 2 / (2 * count)) / weight;
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
