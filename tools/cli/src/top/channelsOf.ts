import { channelsOf as readChannels, type ChooseChannels } from '@deconv/probes';
import { asUsage } from '../asUsage.js';

/** Reads `--channels`. @throws UsageError for what is none */
export function channelsOf(text: string, seed: number): ChooseChannels {
  return asUsage(() => readChannels(text, seed));
}
