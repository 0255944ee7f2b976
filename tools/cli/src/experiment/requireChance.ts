import { requireUnsaid } from '../requireUnsaid.js';

/** @throws UsageError for a `--seed` that chooses nothing, since the channels are named */
export function requireChance(channels: string | undefined, rawArgs: string[]): void {
  if (channels !== undefined && !channels.startsWith('random'))
    requireUnsaid(['seed'], rawArgs, `--channels ${channels} leaves nothing to chance`);
}
