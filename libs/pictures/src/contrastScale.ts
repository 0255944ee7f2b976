/** Share of a projection's magnitudes that lie within its scale; a few outliers would otherwise turn the rest grey. */
const WITHIN = 0.995;

/**
 * The magnitude that becomes full white or black: the 99.5th percentile of those that are not zero, so that a projection
 * looks the same alone and inside of a larger picture that is zero around it. It is one of the magnitudes; 0 where all are.
 */
export function contrastScale(values: Float32Array): number {
  const { buffer, byteOffset, length } = values;
  const bits = new Uint32Array(buffer, byteOffset, length);
  const counts = new Uint32Array(1 << (31 - COARSE));
  let rest = -1;
  for (let i = 0; i < length; i++) {
    const magnitude = bits[i]! & MAGNITUDE;
    if (magnitude === 0) continue;
    counts[magnitude >>> COARSE]!++;
    rest++;
  }
  if (rest < 0) return 0;
  // Only what is about as large is sorted: sorting all of a projection takes as long as a part of the projection itself.
  rest = Math.floor(WITHIN * rest);
  let about = 0;
  while (counts[about]! <= rest) rest -= counts[about++]!;
  const alike = values.filter((_, i) => (bits[i]! & MAGNITUDE) >>> COARSE === about);
  return alike.map(Math.abs).sort()[rest]!;
}

/** All bits of a float but that of its sign: as whole numbers, those of magnitudes stand in the order of these. */
const MAGNITUDE = 0x7fffffff;
/** How many of the last bits are left out where magnitudes are only about the same. */
const COARSE = 16;
