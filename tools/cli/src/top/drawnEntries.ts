import type { TopEntry } from '@deconv/probes';
import type { TopResultsEntry } from '@deconv/results';
import { stemOf, type TopRun } from './TopRun.js';

/** What a document says of the entries of a run whose pictures are all written. */
export function drawnEntries(
  { progress: { layers, drawn } }: TopRun,
  images: readonly string[],
): Map<TopEntry, TopResultsEntry> {
  const entryOf = (stem: string, { image, at, activation }: TopEntry): TopResultsEntry => ({
    image: images[image]!,
    at,
    activation,
    receptiveField: drawn[stem]!.receptiveField,
    patch: `${stem}-patch.png`,
    projection: `${stem}-projection.png`,
    scale: drawn[stem]!.scale,
  });
  return new Map(
    layers.flatMap(({ layer, maps }) =>
      maps.flatMap(({ channel, entries }) =>
        entries.map((entry, i) => {
          const stem = stemOf({ layer, channel, rank: i + 1 });
          return [entry, entryOf(stem, entry)] as const;
        }),
      ),
    ),
  );
}
