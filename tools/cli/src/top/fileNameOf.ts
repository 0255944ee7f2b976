import { createHash } from 'node:crypto';

/** File systems take 255 bytes, of which endings need some. */
const LONGEST = 160;

/**
 * A layer's name as part of a file's: different layers get different ones, which need no escape in a URL. `/` becomes
 * `+`; any other character but letters, digits, `-`, `_` and dots inside becomes `~` and its UTF-8 bytes in hexadecimal. Of a
 * name that is too long for a file's, `~~` and a hash stand for the end.
 */
export function fileNameOf(layer: string): string {
  const name = layer.replace(/[^\w.-]|^\./gu, (character) =>
    character === '/' ? '+' : `~${Buffer.from(character).toString('hex')}`,
  );
  if (name !== '' && name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(layer).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST - 18)}~~${hash}`;
}
