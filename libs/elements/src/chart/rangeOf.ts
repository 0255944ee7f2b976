/** Smallest and largest value of a map: rows of columns. */
export function rangeOf(map: readonly number[][]): [low: number, high: number] {
  return map
    .flat()
    .reduce<[number, number]>(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [Infinity, -Infinity],
    );
}
