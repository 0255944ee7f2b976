import { resolve } from 'node:path';

/** A path as the caller of `npm run` meant it: npm runs a package's scripts in the package's own folder. */
export function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
