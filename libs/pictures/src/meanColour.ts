/** Mean of each channel. @param image [positions, channels] */
export function meanColour(image: Float32Array | Uint8Array, channels: number): number[] {
  const sums = new Array<number>(channels).fill(0);
  image.forEach((value, i) => (sums[i % channels]! += value));
  return sums.map((sum) => (sum * channels) / image.length);
}
