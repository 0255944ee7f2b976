/** Kinds of image files that are told apart by their first bytes, whether they can be decoded or not. */
export type ImageFormat =
  | 'AVIF'
  | 'BMP'
  | 'GIF'
  | 'HEIC'
  | 'ICO'
  | 'JPEG'
  | 'JPEG 2000'
  | 'JPEG XL'
  | 'PNG'
  | 'Photoshop'
  | 'SVG'
  | 'TIFF'
  | 'WebP';

/** `imageFormat` needs no more of a file than so many of its first bytes. */
export const HEAD_BYTES = 2048;

/** Where bytes stand, which, and what begins so. */
const SIGNATURES: readonly [format: ImageFormat, at: number, bytes: string][] = [
  ['JPEG', 0, '\xff\xd8\xff'],
  ['PNG', 0, '\x89PNG\r\n\x1a\n'],
  ['GIF', 0, 'GIF87a'],
  ['GIF', 0, 'GIF89a'],
  ['TIFF', 0, 'II*\0'],
  ['TIFF', 0, 'MM\0*'],
  ['TIFF', 0, 'II+\0'],
  ['TIFF', 0, 'MM\0+'],
  ['JPEG XL', 0, '\xff\x0a'],
  ['JPEG XL', 4, 'JXL \r\n'],
  ['JPEG 2000', 4, 'jP  \r\n'],
  ['JPEG 2000', 0, '\xff\x4f\xff\x51'],
  ['Photoshop', 0, '8BPS'],
  ['ICO', 0, '\0\0\x01\0'],
];

const AVIF_BRANDS = new Set(['avif', 'avis', 'avio']);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** Sizes of the second header of a bitmap, which comes behind its first 14 bytes: two letters alone begin many texts. */
const BITMAP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/**
 * What kind of image a file is, by its content. Its name may say something else.
 * @param head the file, or its first `HEAD_BYTES`
 * @returns undefined for what is no image, or of a kind that is not known here
 */
export function imageFormat(head: Uint8Array): ImageFormat | undefined {
  const start = latin(head.subarray(0, 64));
  const known = SIGNATURES.find(([, at, bytes]) => start.startsWith(bytes, at));
  if (known) return known[0];
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'WebP';
  if (start.startsWith('ftyp', 4)) return formatOfBrands(start);
  if (start.startsWith('BM') && BITMAP_HEADERS.has(head[14]!)) return 'BMP';
  return isSvg(head) ? 'SVG' : undefined;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** ISO 14496-12: the size of the box, `ftyp`, its brand, a version, and the brands that it is compatible with. */
function formatOfBrands(start: string): ImageFormat | undefined {
  const box = start.slice(8, start.charCodeAt(2) * 256 + start.charCodeAt(3));
  const brands = box.match(/.{4}/gs)?.filter((_, i) => i !== 1) ?? [];
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'AVIF';
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? 'HEIC' : undefined;
}

/** Text whose first element is `svg`, behind what may stand before it: declaration, type of document, comments. */
function isSvg(head: Uint8Array): boolean {
  let text = new TextDecoder().decode(head.subarray(0, HEAD_BYTES)).trimStart();
  if (!text.startsWith('<')) return false;
  while (/^<[?!]/.test(text)) {
    const end = endOfProlog(text);
    // A head without an end is what an editor's long comment leaves; SVG says its name in it.
    if (end < 0) return /<!DOCTYPE\s+svg|xmlns="http:\/\/www\.w3\.org\/2000\/svg"/.test(text);
    text = text.slice(end).trimStart();
  }
  return /^<(?:\w+:)?svg[\s>/]/.test(text);
}

function endOfProlog(text: string): number {
  const close = text.startsWith('<!--') ? '-->' : /^<!DOCTYPE[^>[]*\[/i.test(text) ? ']>' : '>';
  const at = text.indexOf(close);
  return at < 0 ? -1 : at + close.length;
}
