import type { Network } from '@deconv/core';
import { aliasing, type Aliasing } from './aliasing.js';
import { readFilters, type Convolution } from './convolutions.js';
import { filterSizes, type FilterSizes } from './filterSizes.js';
import { FrequencyPlane } from './FrequencyPlane.js';
import { nearDuplicates, type Pair } from './nearDuplicates.js';
import { spectrum, type Bands, type Spectrum } from './spectrum.js';

/** What Zeiler & Fergus leave open: from where on something is worth a word. */
export interface Limits {
  /** A filter dominates when its RMS is above so many times the layer's median. */
  dominant: number;
  /** A filter is dominated when its RMS is below this part of the layer's largest. */
  dominated: number;
  /** Smallest cosine of two filters that are nearly the same. */
  cosine: number;
  /** Where the mid frequencies begin and end, in cycles per pixel of what the layer reads. */
  bands: Bands;
}

/** What the filters of one convolution say, without any image. */
export interface Diagnosis extends FilterSizes {
  duplicates: Pair[];
  /** Null for filters of one position, which have the same energy at all frequencies, and where all weights are 0. */
  spectrum: Spectrum | null;
  /** Null where the stride is 1, and where all weights are 0. */
  aliasing: Aliasing | null;
}

/**
 * Looks at the filters of a convolution as Zeiler & Fergus do in Section 4.1 and Figure 6, in numbers.
 * @param convolution one of `convolutions(network)`
 */
export async function diagnose(
  network: Network,
  convolution: Convolution,
  limits: Limits,
): Promise<Diagnosis> {
  const { groups, window } = convolution;
  const filters = await readFilters(network, convolution);
  const plane = new FrequencyPlane(filters, window);
  const onePosition = window.rows.size === 1 && window.columns.size === 1;
  return {
    ...filterSizes(filters, limits),
    duplicates: nearDuplicates(filters, groups, limits.cosine),
    spectrum: onePosition ? null : spectrum(plane, limits.bands),
    aliasing: aliasing(plane, window),
  };
}
