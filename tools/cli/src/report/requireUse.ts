import { requireUnsaid } from '../requireUnsaid.js';
import { SECTIONS, type SectionName } from './Section.js';

/** Sections that images are looked at for. */
const OF_IMAGES = SECTIONS.filter((name) => name !== 'model' && name !== 'made');

/** The sections that options are for. */
const READERS: readonly [options: string[], sections: readonly SectionName[]][] = [
  [['landmarks'], ['correspondence']],
  [['checkpoints'], ['evolution']],
  [['seed'], ['top', 'evolution']],
  [['layers'], ['top', 'invariance', 'correspondence', 'evolution', 'controls']],
  [['live'], ['filters', 'top', 'occlusion', 'invariance', 'correspondence']],
  // Photos with landmarks are all looked at, however many others are.
  [['quick', 'full'], OF_IMAGES.filter((name) => name !== 'correspondence')],
  [['fit'], OF_IMAGES],
];

/**
 * @param sections that the report is to have
 * @throws UsageError for an option that is said, and is for none of them
 */
export function requireUse(sections: readonly SectionName[], rawArgs: string[]): void {
  for (const [options, readers] of READERS)
    if (!readers.some((section) => sections.includes(section)))
      requireUnsaid(
        options,
        rawArgs,
        `it is for ${readers.join(', ')}, and --sections has none of these`,
      );
}
