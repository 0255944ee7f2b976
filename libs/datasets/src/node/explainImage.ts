import { brief } from '@deconv/untrusted';
import { imageFormat } from '../imageFormat.js';
import { Unreadable } from './unreadable.js';

/** What can be decoded. */
export const FORMATS = 'JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP or SVG';
const DECODED = new Set(['JPEG', 'PNG', 'WebP', 'GIF', 'AVIF', 'TIFF', 'BMP', 'SVG']);

/** A file, or bytes that have no name. */
export function named(name: string): string {
  return /^\d+ bytes$/.test(name) ? `the given data (${name})` : `"${name}"`;
}

export function explainAccess(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `there is no file ${named(path)}. Check the spelling; a relative path starts at ${process.cwd()}`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${named(path)} may not be read by this user. Change its permissions or copy it`;
  return `${named(path)} cannot be read: ${message}`;
}

/** Why bytes could not be decoded: what they are by their content, all that the decoder said, and what to do. */
export function explainBytes(name: string, bytes: Uint8Array, cause: unknown): string {
  const format = imageFormat(bytes);
  if (!format)
    return `${named(name)} is no image that can be read; expected ${FORMATS}, but ${beginning(bytes)}. Check that the file is what its name says, or convert it`;
  if (cause instanceof Unreadable) return `${named(name)} is a ${format} file; ${cause.message}`;
  const said = wordsOf(cause);
  if (!DECODED.has(format))
    return `${named(name)} is a ${format} file, which cannot be decoded here (${said}); expected ${FORMATS}. Save it as JPEG or PNG${format === 'HEIC' ? ': an iPhone takes JPEG by Settings › Camera › Formats › Most Compatible' : ''}`;
  return `${named(name)} is a ${format} file that cannot be decoded: ${said}. It may be damaged or cut off: copy or download it again, or save it anew from an image program`;
}

/** So many characters of a decoder's tell all that it says of a file that is not made to fill a screen. */
const MOST = 400;

/** All that a decoder says, on one line, but for its attempts to read on behind the end. */
function wordsOf(cause: unknown): string {
  const lines = (cause as Error).message.split('\n').map((line) => line.trim());
  const said = [...new Set(lines)].filter((line) => line && !line.includes('bad seek to'));
  return brief(said.join('; '), MOST);
}

/** What the first bytes tell a reader: readable text, or their values. */
function beginning(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 16);
  const isText = head.every((b) => b === 9 || b === 10 || b === 13 || (b >= 32 && b < 127));
  if (isText) return `it begins with the text ${JSON.stringify(new TextDecoder().decode(head))}`;
  return `it begins with the bytes ${Array.from(head.subarray(0, 8), (b) => b.toString(16).padStart(2, '0')).join(' ')}`;
}
