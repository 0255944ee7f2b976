import { meanColour } from '@deconv/pictures';
import { fill } from './fill.js';
import type { PictureSource } from './pictureSource.js';
import type { Preprocessing } from './preprocessing.js';

/** Batches of training whose mean is taken for that of all. */
const MEASURED_BATCHES = 8;

/** Factor on pixels minus mean: the input spreads over about −2 … 2. */
const SCALE = 1 / 64;

/** The preprocessing that suits a source: takes off the mean colour of its first batches. */
export async function measurePreprocessing(
  source: PictureSource,
  inputSize: number,
): Promise<Preprocessing> {
  const batches: Uint8Array[] = [];
  for (let step = 0; step < MEASURED_BATCHES; step++)
    batches.push((await source.batch(step)).pixels);
  const pixels = new Uint8Array(batches.reduce((length, batch) => length + batch.length, 0));
  const meanSubtract = roundedMean(fill(pixels, batches));
  return { inputSize, channelOrder: 'RGB', meanSubtract, scale: SCALE };
}

/** Mean of each channel, rounded to a tenth. */
function roundedMean(pixels: Uint8Array): Preprocessing['meanSubtract'] {
  return meanColour(pixels, 3).map((mean) => Math.round(10 * mean) / 10) as [
    number,
    number,
    number,
  ];
}
