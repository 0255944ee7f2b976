import { seededRandom } from '@deconv/datasets';
import { unfit } from './UnfitOption.js';

/** The channels to look at of a layer that has `count`, in order. `stream` keeps the draws of layers apart. */
export type ChooseChannels = (count: number, stream: number) => number[];

/**
 * Reads which feature maps are asked for: `all`; `random:16` (all where a layer has no more); or numbers and ranges,
 * `0-15,40`. Whether a layer has the channels named is not checked here.
 * @throws UnfitOption for anything else
 */
export function channelsOf(text: string, seed: number): ChooseChannels {
  if (text === 'all') return (count) => upTo(count);
  const [, some] = /^random:(.*)$/.exec(text) ?? [];
  if (some !== undefined) {
    const many = Number(some);
    if (some.trim() === '' || !Number.isInteger(many) || many < 1)
      throw unfit('channels', text, 'a whole number ≥ 1 behind random:');
    return (count, stream) =>
      ascending(seededRandom(seed, stream).shuffled(upTo(count)).slice(0, many));
  }
  const named = ascending(new Set(text.split(',').flatMap((part) => rangeOf(part, text))));
  return () => named;
}

function rangeOf(part: string, text: string): number[] {
  const [, first, last] = /^\s*(\d{1,6})(?:-(\d{1,6}))?\s*$/.exec(part) ?? [];
  const [low, high] = [Number(first), Number(last ?? first)];
  if (first === undefined || high < low)
    throw unfit('channels', text, 'all, random:16, or numbers and ranges such as 0-15,40');
  return upTo(high - low + 1).map((i) => low + i);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
