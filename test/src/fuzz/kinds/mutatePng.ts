import type { Random } from '@deconv/datasets';
import { crc32 } from 'node:zlib';
import { mutateBytes } from '../mutateBytes.js';

/** Bytes before the first chunk of a PNG. */
const SIGNATURE = 8;
/** Length, type and checksum around the content of a chunk. */
const AROUND = 12;

interface Chunk {
  type: string;
  content: Uint8Array;
}

/** Changes the content, the order or the number of a PNG's chunks, each with a checksum that fits: else no decoder looks further. */
export function mutatePng(bytes: Uint8Array, random: Random) {
  const chunks = chunksOf(bytes);
  const at = random.integer(0, chunks.length - 1);
  const { type, content } = chunks[at]!;
  const way = random.pick(['changed', 'changed', 'changed', 'doubled', 'left out', 'called IDAT']);
  const { bytes: changed, changes } = mutateBytes(content, random);
  if (way === 'changed') chunks[at] = { type, content: changed };
  if (way === 'doubled') chunks.splice(at, 0, { type, content });
  if (way === 'left out') chunks.splice(at, 1);
  if (way === 'called IDAT') chunks[at] = { type: 'IDAT', content };
  const how = way === 'changed' ? changes : [way];
  return {
    bytes: new Uint8Array(Buffer.concat([bytes.slice(0, SIGNATURE), ...chunks.map(written)])),
    changes: how.map((each) => `chunk ${at} (${type}): ${each}`),
  };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at + AROUND <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, content: bytes.slice(at + 8, at + 8 + length) });
    at += AROUND + length;
  }
  return chunks;
}

function written({ type, content }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
