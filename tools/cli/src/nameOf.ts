import { isOnHub } from '@deconv/models/hub';
import { basename, dirname, resolve } from 'node:path';

/** What a folder, file or URL is called, for people. Checkpoints in `epochs`, as `deconv train` writes them, are called like their network. */
export function nameOf(source: string): string {
  // A revision may have slashes.
  if (isOnHub(source)) return source.slice(source.indexOf('/') + 1).replaceAll('/', '-');
  const path = source.replace(/[/\\]?model\.(?:json|onnx)([?#].*)?$/, '');
  const whole = /^https?:/.test(path) ? path : resolve(path);
  return basename(basename(whole) === 'epochs' ? dirname(whole) : whole);
}
