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
function areNumbers(values: ArrayLike<number>): boolean {
  let i = 0;
  while (i < values.length && !Number.isNaN(values[i])) i++;
  return i === values.length;
}

/**
 * Place of each value among all, from 0. Numbers are sorted and looked up again: a typed array sorts them many times as fast as it
 * sorts their indices, which takes a comparing function.
 */
function ranks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const shared = new Float64Array(sorted.length);
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    shared.fill((from + to - 1) / 2, from, to);
    from = to;
  }
  const found = new Float64Array(sorted.length);
  for (let i = 0; i < found.length; i++) found[i] = shared[placeOf(values[i]!, sorted)]!;
  return found;
}

/** The first place of a value that is there. */
function placeOf(value: number, sorted: Float64Array): number {
  let [from, to] = [0, sorted.length - 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
