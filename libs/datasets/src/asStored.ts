import { exifOrientation } from './exifOrientation.js';
import type { ImageFormat } from './imageFormat.js';

/** A picture file without what programs read differently. */
export interface StoredPicture {
  /** Parts of a file, in order: what is left of it. */
  parts: Uint8Array<ArrayBuffer>[];
  /** How it is to be turned (EXIF, 1 … 8). In a JPEG it is left where every browser looks for it, and this is 1. */
  orientation: number;
}

/** Chunks of a PNG by which some programs change colours, and that by which some turn it. */
const OF_COLOUR = new Set(['iCCP', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'mDCV', 'cLLI']);
const ICC_SEGMENT = 'ICC_PROFILE\0';
/** Bits of a WebP's header that say it holds a profile, and EXIF. */
const WEBP_FLAGS = 0x20 | 0x08;

/**
 * Takes colour profiles and gamma out of a picture, so that whatever decodes it gives the numbers that stand in the file, as
 * Pillow and TensorFlow read them, and as networks are trained; and what says how it is turned, where browsers differ.
 * @param file whole; what is damaged, or of another format, is left as it is
 */
export function asStored(file: Uint8Array<ArrayBuffer>, format: ImageFormat): StoredPicture {
  if (format === 'PNG') return storedPng(file);
  if (format === 'WebP') return storedWebp(file);
  if (format === 'JPEG') return { parts: jpegWithoutProfile(file), orientation: 1 };
  return { parts: [file], orientation: 1 };
}

/** PNG: eight bytes, then chunks: length, type, data, checksum. */
function storedPng(file: Uint8Array<ArrayBuffer>): StoredPicture {
  const view = viewOf(file);
  const parts = [file.subarray(0, 8)];
  let orientation = 1;
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > file.length) break;
    const type = text(file, at + 4, 4);
    if (type === 'eXIf') orientation = exifOrientation(file.subarray(at + 8, end - 4));
    else if (!OF_COLOUR.has(type)) parts.push(file.subarray(at, end));
    at = end;
  }
  parts.push(file.subarray(at));
  return { parts, orientation };
}

/** JPEG: segments of a marker and a length, up to the one that begins with pixels. */
function jpegWithoutProfile(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const view = viewOf(file);
  const parts = [file.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= file.length && file[at] === 0xff && !isPixels(file[at + 1]!)) {
    const end = at + 2 + view.getUint16(at + 2);
    const isProfile = file[at + 1] === 0xe2 && text(file, at + 4, 12) === ICC_SEGMENT;
    if (!isProfile) parts.push(file.subarray(at, end));
    at = end;
  }
  parts.push(file.subarray(at));
  return parts;
}

/** A scan begins, the file ends, or there is no segment but filling: what stands here is left to the decoder. */
const isPixels = (marker: number): boolean => marker < 0xc0 || marker === 0xda || marker >= 0xff;

/** WebP: `RIFF`, length, `WEBP`, then chunks: type, length, data, filled up to an even length. */
function storedWebp(file: Uint8Array<ArrayBuffer>): StoredPicture {
  const view = viewOf(file);
  const header = file.slice(0, 12);
  const parts = [header];
  let orientation = 1;
  let at = 12;
  while (at + 8 <= file.length) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    const type = text(file, at, 4);
    const chunk = file.slice(at, end);
    if (type === 'EXIF') orientation = exifOrientation(chunk.subarray(8, 8 + length));
    else if (type !== 'ICCP') parts.push(chunk);
    if (type === 'VP8X') chunk[8]! &= ~WEBP_FLAGS;
    at = end;
  }
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  viewOf(header).setUint32(4, size - 8, true);
  return { parts, orientation };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function text(file: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...file.subarray(at, at + length));
}
