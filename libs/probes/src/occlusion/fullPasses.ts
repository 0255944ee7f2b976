import { pass, type ForwardRecord, type Network } from '@deconv/core';
import { wholeBox } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { copyOverlap } from './block.js';
import type { Pass } from './Pass.js';
import { chunksOf, fullPass, type Place } from './places.js';
import { readingOf, type Reading } from './reading.js';
import type { Target } from './target.js';
import type { Watched, WatchedNodes } from './Watched.js';

/** How many numbers a batch's maps hold at most, all layers together: 64 MiB of them. */
const ROOM = 2 ** 24;
/** And how many places: whoever waits sees them come, and can stop. */
const MOST = 16;

/**
 * Looks at every place by a pass over the whole covered image.
 * @param image [height, width, channels]
 */
export async function* fullPasses(
  network: Network,
  image: Float32Array,
  { places, fill, target, watched }: Watched,
): AsyncGenerator<Pass> {
  const each = network.nodes.reduce((sum, { op }) => sum + numbersIn(op.shape), 0);
  for (const batch of chunksOf(places, Math.min(MOST, Math.floor(ROOM / each)))) {
    const x = covered(network, image, batch, fill);
    const record = await pass(network, x, { only: Object.values(watched) }).finally(() =>
      x.dispose(),
    );
    try {
      const readings = await readAll(record, batch.length, target, watched);
      yield { places: batch, readings, multiplyAdds: batch.length * fullPass(network) };
    } finally {
      record.dispose();
    }
  }
}

function numbersIn({ height, width, channels }: Network['input']): number {
  return height * width * channels;
}

/** The image with the square at each place: [places, height, width, channels]. */
function covered(
  { input }: Network,
  image: Float32Array,
  places: readonly Place[],
  fill: readonly number[],
): Tensor4D {
  const { height, width, channels } = input;
  const images = new Float32Array(places.length * image.length);
  places.forEach(({ box }, i) => {
    const numbers = images.subarray(i * image.length, (i + 1) * image.length);
    numbers.set(image);
    const square = new Float32Array(box.height * box.width * channels);
    square.forEach((_, j) => (square[j] = fill[j % channels]!));
    copyOverlap({ box, numbers: square }, { box: wholeBox(input), numbers }, channels);
  });
  return tf.tensor4d(images, [places.length, height, width, channels]);
}

async function readAll(
  record: ForwardRecord,
  count: number,
  target: Target,
  { answer, values, layer }: WatchedNodes,
): Promise<Reading[]> {
  const answers = await record.numbersAt(answer);
  const watched = await record.numbersAt(values);
  const maps = await record.numbersAt(layer);
  const { channels } = record.network.nodes[layer]!.op.shape;
  const nth = (numbers: Float32Array, i: number): Float32Array => {
    const size = numbers.length / count;
    return numbers.subarray(i * size, (i + 1) * size);
  };
  return Array.from({ length: count }, (_, i) =>
    readingOf({ answer: nth(answers, i), values: nth(watched, i) }, nth(maps, i), channels, target),
  );
}
