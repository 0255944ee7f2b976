/** Pixels that a picture may have, before it is made smaller: those of any camera, and few enough for a computer's memory. */
export const PIXEL_LIMIT = 2 ** 27;

/**
 * Why a picture of this size is not decoded, or undefined where it may be.
 * @param bytes of a JPEG file. It needs a bit for each block of 8 × 8 pixels at the very least; one that claims more than it
 * can hold would cost the memory of what it claims.
 */
export function tooLarge(
  { width, height }: { width: number; height: number },
  jpegBytes = Infinity,
): string | undefined {
  const size = `${width} × ${height} pixels`;
  if (width * height > PIXEL_LIMIT)
    return `it has ${size}, ${millions(width * height)} million; at most ${millions(PIXEL_LIMIT)} million are read. Make it smaller with an image program first`;
  if (Math.ceil(width / 8) * Math.ceil(height / 8) > jpegBytes * 8)
    return `it is damaged or cut off: it claims ${size}, which ${jpegBytes} bytes cannot hold. Copy or download it again`;
  return undefined;
}

function millions(pixels: number): string {
  return (pixels / 1e6).toFixed(1).replace('.0', '');
}
