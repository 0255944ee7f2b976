import type { LensResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { skippedLines } from '../skipped.js';

/** What each layer found, in words: a line for each place. */
export function summary({ images, data }: LensResults): string[] {
  const lines = images.flatMap(({ image, places }) =>
    places.map(({ at, units }) => {
      const found = units.map(
        ({ layer, channel, activation }) =>
          `${visibleName(layer)} map ${channel} (${activation.toPrecision(3)})`,
      );
      return `${visibleName(image)}, row ${at[0]}, column ${at[1]}: ${found.join(', ') || 'nothing active'}`;
    }),
  );
  return [...lines, ...skippedLines(data)];
}
