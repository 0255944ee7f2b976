import { crc32 } from 'node:zlib';

/** Where the chunks of a PNG after its header begin. */
const AFTER_HEADER = 33;

/** A PNG with more chunks, before its pixels. */
export function withChunks(
  png: Uint8Array,
  chunks: readonly (readonly [type: string, data: Uint8Array])[],
): Uint8Array {
  const more = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const chunk = Buffer.alloc(body.length + 8);
    chunk.writeUInt32BE(data.length, 0);
    body.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(body), body.length + 4);
    return chunk;
  });
  return Buffer.concat([png.subarray(0, AFTER_HEADER), ...more, png.subarray(AFTER_HEADER)]);
}
