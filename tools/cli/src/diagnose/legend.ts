import { percent, short } from '@deconv/experiments';
import { spectrumOfNoise } from '@deconv/probes';
import type { DiagnoseResults } from '@deconv/results';

/** What each column of the table means, and by which limits. */
export function legend({ options, data }: DiagnoseResults): string[] {
  const { dominant, dominated, cosine, bands } = options;
  const [from, to] = bands.map(short);
  const { low, mid, high } = spectrumOfNoise(bands);
  return [
    'RMS         root mean square of a filter’s weights, times the batch normalisation behind it: median, and from the',
    '            smallest to the largest. The paper, as it trains, holds every filter at 0.1 or below.',
    `dominant    filters with an RMS above ${dominant} × the median (--dominant)`,
    `dominated   filters with an RMS below ${dominated} × the largest (--dominated)`,
    data.images
      ? 'dead        feature maps nowhere above 0 in any image, behind their rectifier; – where there is none'
      : 'dead        feature maps nowhere above 0 in any image: name some with --images',
    `duplicates  pairs of filters with a cosine of ${cosine} or more (--cosine), nothing subtracted from their weights`,
    `low … high  energy of the filters by frequency: below ${from}, up to ${to}, above, in cycles per pixel of what the layer`,
    `            reads (--bands). Random weights have ${[low, mid, high].map(percent).join(', ')}. – where filters are 1×1`,
    'aliasing    of the energy that filters let pass from images with the spectrum of photographs (1/f²), the share beyond',
    '            1 / (2 · stride), which the stride folds onto lower frequencies; – where the stride is 1',
  ];
}
