import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A folder of ours among the system's folders of caches.
 * @throws Error where the system knows none
 */
export function cacheFolder(name: string): string {
  const asked = process.env['XDG_CACHE_HOME'] ?? '';
  // A relative one is to be ignored, by the XDG Base Directory Specification.
  const all = isAbsolute(asked) ? asked : join(homedir(), '.cache');
  if (!isAbsolute(all)) throw new Error('this user has no home; set XDG_CACHE_HOME');
  return join(all, 'deconv', name);
}
