/** What is drawn for zero. */
export const ZERO_GREY = 128;

/** Values on mid grey: ±scale and beyond become white and black. */
export function shade(values: Float32Array, scale: number): Uint8Array {
  const drawn = new Uint8Array(values.length).fill(ZERO_GREY);
  if (scale === 0) return drawn;
  values.forEach((value, i) => {
    drawn[i] = Math.max(0, Math.min(255, Math.round(ZERO_GREY + (127 * value) / scale)));
  });
  return drawn;
}
