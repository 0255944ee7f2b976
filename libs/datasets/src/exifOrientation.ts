const ORIENTATION = 0x112;
const ENTRY = 12;

/**
 * How a picture is to be turned, by its EXIF: 1 not at all, 2 … 8 mirrored, turned, or both (EXIF 2.32, tag 0x0112).
 * @param exif a TIFF header and what follows, perhaps behind `Exif` and two zeros
 * @returns 1 where it says nothing that has a meaning
 */
export function exifOrientation(exif: Uint8Array): number {
  const start = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0;
  const { buffer, byteOffset, byteLength } = exif.subarray(start);
  const view = new DataView(buffer, byteOffset, byteLength);
  if (byteLength < 8) return 1;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < entries && at + ENTRY <= byteLength; i++, at += ENTRY)
    if (view.getUint16(at, little) === ORIENTATION) {
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  return 1;
}
