/** Smallest and largest value of a map: rows of columns. What is NaN is not there yet; of an empty map, 0 and 0. */
export function rangeOf(map: readonly number[][]): [low: number, high: number] {
  const values = map.flat().filter((value) => !Number.isNaN(value));
  if (!values.length) return [0, 0];
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
