import { channelsOf as readChannels, type ChooseChannels } from '@deconv/experiments';
import { asUsage } from '../asUsage.js';
import { requireUnsaid } from '../requireUnsaid.js';

/** Reads `--channels`. @throws UsageError for what is none, and for a `--seed` that chooses nothing */
export function channelsOf(text: string, seed: number, rawArgs: string[]): ChooseChannels {
  const choose = asUsage(() => readChannels(text, seed));
  if (!text.startsWith('random'))
    requireUnsaid(['seed'], rawArgs, `--channels ${text} leaves nothing to chance`);
  return choose;
}
