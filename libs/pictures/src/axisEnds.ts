/** Where an axis for these numbers begins and ends: at 0, unless some lie below, and at the largest, unless the end is known. */
export function axisEnds(numbers: readonly number[], top?: number): [low: number, high: number] {
  const known = numbers.filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...known), top ?? Math.max(0, ...known)];
  return low === high ? [0, 1] : [low, high];
}
