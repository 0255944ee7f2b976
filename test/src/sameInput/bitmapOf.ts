/** A Windows bitmap of 24 bits a pixel: rows from below, blue first, each filled up to four bytes. */
export function bitmapOf(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const line = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + line * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        file[54 + (height - 1 - y) * line + 3 * x + 2 - c] = rgb[(y * width + x) * 3 + c]!;
  return file;
}
