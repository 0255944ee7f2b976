import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what takes long to compute is kept, unless another folder is named. */
export function cacheFolder(named: string | undefined): string {
  const system = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return named ?? join(system, 'deconv', 'features');
}
