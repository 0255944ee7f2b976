/** Bytes of a PNG before the first chunk that may follow the header: signature, and `IHDR`. */
const HEADER = 8 + 25;

/** A PNG with texts inside, each an `iTXt` chunk in UTF-8 (PNG specification, 11.3.3.4), by keyword. */
export function withText(
  png: Uint8Array<ArrayBuffer>,
  text: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const chunks = Object.entries(text).map(([keyword, words]) =>
    chunk(new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${words}`)),
  );
  return joined([png.subarray(0, HEADER), ...chunks, png.subarray(HEADER)]);
}

/** @param typed type and data */
function chunk(typed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(typed.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, typed.length - 4);
  bytes.set(typed, 4);
  view.setUint32(typed.length + 4, crc32(typed));
  return bytes;
}

/** ISO 3309, as PNG asks for it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function joined(parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
