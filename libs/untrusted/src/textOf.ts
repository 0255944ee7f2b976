/**
 * The text of a file as people's editors write it: UTF-8, or UTF-16 behind its byte-order mark. A mark is no part of the text.
 */
export function textOf(content: Uint8Array): string {
  const [first, second] = content;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return withoutMark(new TextDecoder(encoding).decode(content));
}

/** Text without the byte-order mark that it begins with, if it does. */
export const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');
