import { basename, resolve } from 'node:path';

/** What a folder, file or URL is called, for people. */
export function nameOf(source: string): string {
  const path = source.replace(/[/\\]?model\.(?:json|onnx)([?#].*)?$/, '');
  return /^https?:/.test(path) ? basename(path) : basename(resolve(path));
}
