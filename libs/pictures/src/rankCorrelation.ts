/**
 * Spearman's rank correlation, from −1 to 1: the correlation of ranks, where equal values share the mean of theirs. Null
 * where all values of one side are equal, or one is no number.
 * @throws RangeError where there are not as many values on both sides
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length !== b.length)
    throw new RangeError(`cannot correlate ${a.length} values with ${b.length}`);
  if (!areNumbers(a) || !areNumbers(b)) return null;
  const [ranksA, ranksB] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [ranksA[i]! - mean, ranksB[i]! - mean];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA * squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : null;
}

/** NaN has no rank. */
const areNumbers = (values: ArrayLike<number>): boolean => !Array.from(values).some(Number.isNaN);

/** Place of each value among all, from 0. */
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[i]! - values[j]!,
  );
  const found = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) found[order[i]!] = (from + to - 1) / 2;
    from = to;
  }
  return found;
}
