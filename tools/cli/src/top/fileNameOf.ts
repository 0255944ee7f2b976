/**
 * A layer's name as part of a file's: different layers get different ones, which need no escape in a URL. `/` becomes
 * `+`; any other character but letters, digits, `-`, `_` and dots inside becomes `~` and its UTF-8 bytes in hexadecimal.
 */
export function fileNameOf(layer: string): string {
  return layer.replace(/[^\w.-]|^\./gu, (character) =>
    character === '/' ? '+' : `~${Buffer.from(character).toString('hex')}`,
  );
}
