/** Whole positions `start … start + length − 1` along one axis. Empty where `length` is 0. */
export interface Range {
  start: number;
  length: number;
}

/** The same positions as ranges that neither overlap nor touch, in order; empty ones are left out. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { start, length } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (length <= 0) continue;
    if (last && start <= last.start + last.length)
      last.length = Math.max(last.length, start + length - last.start);
    else merged.push({ start, length });
  }
  return merged;
}
