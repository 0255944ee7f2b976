import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Where a path leads on the disc, links followed; what is not there yet stays as it is named. @throws Error for links in a circle */
export async function realPlace(path: string): Promise<string> {
  const absolute = resolve(path);
  const real = await realpath(absolute).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code!)) throw error;
    return undefined;
  });
  const above = dirname(absolute);
  if (real !== undefined || above === absolute) return real ?? absolute;
  // A link whose end is missing leads there all the same, once somebody writes to it.
  const end = await readlink(absolute).catch(() => undefined);
  return end === undefined
    ? join(await realPlace(above), basename(absolute))
    : realPlace(resolve(await realPlace(above), end));
}
