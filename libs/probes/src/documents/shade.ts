/** What is drawn for zero. */
export const GREY = 128;

/** The 99.5th percentile of the magnitudes that are not zero, so that a few outliers leave contrast; 0 where all are. */
export function scaleOf(values: Float32Array): number {
  const magnitudes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort();
  return magnitudes[Math.floor(0.995 * (magnitudes.length - 1))] ?? 0;
}

/** Values on mid grey: ±scale and beyond become white and black. */
export function shade(values: Float32Array, scale: number): Uint8Array {
  const drawn = new Uint8Array(values.length).fill(GREY);
  if (scale === 0) return drawn;
  values.forEach((value, i) => {
    drawn[i] = Math.max(0, Math.min(255, Math.round(GREY + (127 * value) / scale)));
  });
  return drawn;
}
