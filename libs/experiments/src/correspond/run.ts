import { shortSideOf } from '@deconv/pictures';
import { correspond as compareChanges, networkUpTo, randomMasks, streams } from '@deconv/probes';
import type { CorrespondResults } from '@deconv/results';
import type * as v from 'valibot';
import { squareSizeOf } from '../options/squareOf.js';
import { header } from '../running/header.js';
import { layersOf } from '../running/layersOf.js';
import type { CorrespondPorts } from './CorrespondPorts.js';
import { maskPhotos } from './running/maskPhotos.js';
import type { options } from './options.js';
import { partMasks } from './partMasks.js';

/** The share of the task that decoding is. */
const DECODING = 0.1;

/** Masks the parts, and as many places at random, and compares what changes. */
export async function run(
  { layers: names, size: said, draws, seed, fill }: v.InferOutput<typeof options>,
  ports: CorrespondPorts,
): Promise<CorrespondResults> {
  const { model, signal, landmarks } = ports;
  const size = squareSizeOf(said, shortSideOf(model.preprocess.inputSize));
  const layers = layersOf(model, names);
  const network = networkUpTo(model.network, layers);
  const masking = { size, fill, part: { ...model, network }, share: [0, DECODING] as const };
  const { images, skipped, skippedParts } = await maskPhotos(ports, masking);
  const random = streams(seed);
  const parts = landmarks.marks.flatMap((marks) => marks.map(([part]) => part));
  const boxes = images.map((image) => image.boxes);
  const masks = {
    ...partMasks(parts, boxes, skippedParts),
    ...randomMasks({ images: images.length, draws, size, extent: network.input, random }),
  };
  const first = Object.entries(masks).map(([part, drawn]) => [part, drawn[0]!] as const);
  const pixels = images.map((image) => image.pixels);
  await ports.onMasks?.(pixels, Object.fromEntries(first));
  let report: ((done: number) => void) | undefined;
  const found = await compareChanges(network, images, masks, {
    ...{ layers, random, signal },
    onProgress({ done, total }) {
      report ??= ports.begin({
        ...{ share: [DECODING, 1], total, counted: 'passes' },
        message: (passed) => `Masking: pass ${passed} of ${total}`,
      });
      report(done);
    },
  });
  return {
    ...header(ports, skipped),
    probe: 'correspond',
    options: { layers, size, draws, seed, fill, fit: ports.fit, landmarks: landmarks.name },
    skippedParts,
    parts: found,
  };
}
