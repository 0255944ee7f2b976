/**
 * Channels as one array, position by position, as pixels are laid out: the same one three times makes grey.
 * @param channels each with a value for each position; one that is not there is zero
 * @returns [positions, channels]
 */
export function interleaved(
  channels: readonly (ArrayLike<number> | undefined)[],
  positions: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: positions * channels.length }, (_, i) => {
    const values = channels[i % channels.length];
    return values?.[Math.floor(i / channels.length)] ?? 0;
  });
}
