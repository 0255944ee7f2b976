import { dirname, resolve } from 'node:path';
import { entriesOf } from './entriesOf.js';
import { UsageError } from './UsageError.js';

/**
 * Nothing of the user's is overwritten or mixed with what a command writes.
 * @param own name of what an earlier run of the same command left there, to go on from
 * @throws UsageError where the folder holds something else already, or is a file
 */
export async function requireEmpty(folder: string, own?: string): Promise<void> {
  // An empty name is the folder that one stands in.
  const place = resolve(folder);
  const entries = await entriesOf(place);
  if (entries.length && !(own && entries.includes(own)))
    throw new UsageError(
      `"${folder}" in ${dirname(place)} holds something already (${entries[0]}); name another folder`,
    );
}
