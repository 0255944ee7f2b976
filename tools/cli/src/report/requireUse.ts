import { requireUnsaid } from '../requireUnsaid.js';
import { SECTION_NAMES, sectionsThat, type SectionName } from './sections.js';

/** Sections that images are looked at for. */
const OF_IMAGES = SECTION_NAMES.filter((name) => name !== 'model' && name !== 'made');

/** Options that some sections are made with. */
const OF_SOME = ['landmarks', 'checkpoints', 'seed', 'layers', 'live'] as const;

/** The sections that options are for. */
const READERS: readonly [options: string[], sections: readonly SectionName[]][] = [
  ...OF_SOME.map((option): [string[], readonly SectionName[]] => [
    [option],
    sectionsThat(({ reads }) => reads?.includes(option) ?? false),
  ]),
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
