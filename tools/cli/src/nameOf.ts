import { basename, dirname, resolve } from 'node:path';

/** What a folder, file or URL is called, for people. Checkpoints in `epochs`, as `deconv train` writes them, are called like their network. */
export function nameOf(source: string): string {
  const path = source.replace(/[/\\]?model\.(?:json|onnx)([?#].*)?$/, '');
  const whole = /^https?:/.test(path) ? path : resolve(path);
  return basename(basename(whole) === 'epochs' ? dirname(whole) : whole);
}
