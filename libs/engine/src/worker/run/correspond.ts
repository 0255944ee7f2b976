import { fillOf, squareSizeOf } from '@deconv/experiments';
import type { Box, Extent } from '@deconv/geometry';
import { toInput } from '@deconv/models';
import {
  correspond as compareChanges,
  inputColour,
  landmarkInCrop,
  maskAt,
  networkUpTo,
  partMasks,
  randomMasks,
  streams,
  type MaskableImage,
} from '@deconv/probes';
import type { CorrespondResults } from '@deconv/results';
import type { NamedPicture, ProbeRequest } from '../../contract.js';
import { recordOf } from '../recordOf.js';
import { eachPhoto } from './eachPhoto.js';
import { header } from './header.js';
import { layersOf } from './layersOf.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'correspond' }>;

/** The share of the task that decoding is. */
const DECODING = 0.1;

/** What `deconv correspond` writes. */
export async function correspond(request: Request, place: Workplace): Promise<CorrespondResults> {
  const { images, draws = 20, seed = 0, fill = 'mean' } = request;
  const size = squareSizeOf(request.size, place.model.preprocess.inputSize);
  const layers = layersOf(place, request.layers);
  const network = networkUpTo(place.model.network, layers);
  const part = { ...place, model: { ...place.model, network } };
  const { maskable, boxes, named, skipped, skippedParts } = await placeMasks(
    request,
    size,
    fill,
    part,
  );
  const random = streams(seed);
  const extent = network.input;
  const masks = {
    ...partMasks(named, boxes, skippedParts),
    ...randomMasks({ images: maskable.length, draws, size, extent, random }),
  };
  const found = await compareChanges(network, maskable, masks, {
    ...{ layers, random, signal: place.signal },
    onProgress: ({ done, total }) =>
      place.onProgress(
        DECODING + ((1 - DECODING) * done) / total,
        `Masking: pass ${done} of ${total}`,
      ),
  });
  return {
    ...header(place, images, skipped),
    probe: 'correspond',
    options: { layers, size, draws, seed, fill, fit: 'cover', landmarks: 'landmarks' },
    skippedParts,
    parts: found,
  };
}

/** Photos with the squares that cover their parts; those without landmarks are left out. */
async function placeMasks(
  { images, landmarks }: Request,
  size: number,
  fill: string,
  place: Workplace,
) {
  const { preprocess } = place.model;
  const colourOf = fillOf(fill);
  const skipped: CorrespondResults['data']['skipped'] = [];
  const skippedParts: CorrespondResults['skippedParts'] = [];
  const [maskable, boxes]: [MaskableImage[], Map<string, Box>[]] = [[], []];
  const named: string[] = [];
  const visit: Parameters<typeof eachPhoto>[2] = async (pixels, index) => {
    const image = images[index]!;
    const marks = Object.entries(landmarks[image.name] ?? {});
    if (!marks.length) {
      skipped.push({ image: image.name, reason: `“${image.name}” has no landmarks` });
      return;
    }
    const here = boxesOf(image, marks, size, pixels);
    named.push(...marks.map(([part]) => part));
    skippedParts.push(...here.cutOff);
    (await recordOf(place.model, pixels)).dispose(); // says which layer is broken, if any
    const x = toInput(pixels, preprocess);
    const data = Float32Array.from(await x.data());
    x.dispose();
    maskable.push({ data, fill: inputColour(colourOf(pixels), preprocess) });
    boxes.push(here.boxes);
  };
  await eachPhoto(images, place, visit, [0, DECODING]);
  if (maskable.length) return { maskable, boxes, named, skipped, skippedParts };
  throw new Error('None of the photos has landmarks: mark a part in two of them or more.');
}

/** The squares that cover the parts of a photo; a part may lie outside of the square that is cut from its middle. */
function boxesOf(
  { name, picture }: NamedPicture,
  marks: readonly [part: string, point: [x: number, y: number]][],
  size: number,
  seen: Extent,
) {
  const boxes = new Map<string, Box>();
  const cutOff: CorrespondResults['skippedParts'] = [];
  for (const [part, point] of marks) {
    const [x, y] = landmarkInCrop(picture, point);
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) boxes.set(part, maskAt([x, y], size, seen));
    else {
      const reason = `“${part}” of ${name} lies outside of the square that is cut from its middle`;
      cutOff.push({ image: name, part, reason });
    }
  }
  return { boxes, cutOff };
}
