import type { Pixels } from '@deconv/pictures';
import type { Box } from '@deconv/geometry';
import { recordOf, toInput, type Model } from '@deconv/models';
import { inputColour, maskAt, type MaskableImage } from '@deconv/probes';
import type { CorrespondResults } from '@deconv/results';
import { fillOf } from '../../options/fillOf.js';
import { eachPhoto } from '../../running/eachPhoto.js';
import type { CorrespondPorts } from '../CorrespondPorts.js';
import { landmarkInCrop } from '../landmarkInCrop.js';

interface Masking {
  /** Side of the square that masks, in pixels. */
  size: number;
  fill: string;
  /** As much of the network as is needed. */
  part: Model;
  /** How much of the whole task it is. */
  share: readonly [from: number, to: number];
}

/** A photo with the squares that cover its parts. */
interface MaskedPhoto extends MaskableImage {
  pixels: Pixels;
  boxes: ReadonlyMap<string, Box>;
}

type SkippedParts = CorrespondResults['skippedParts'];

/** Places the squares that cover the parts of photos. What cannot be read is skipped; so are parts that `cover` cuts off. */
export async function maskPhotos(ports: CorrespondPorts, { size, fill, part, share }: Masking) {
  const { preprocess } = part;
  const images: MaskedPhoto[] = [];
  const skippedParts: SkippedParts = [];
  const visit = async (pixels: Pixels, index: number): Promise<void> => {
    const { boxes, cutOff } = await boxesOf(ports, index, size, pixels);
    skippedParts.push(...cutOff);
    (await recordOf(part, pixels, { only: [] })).dispose(); // says which layer is broken, if any
    const x = toInput(pixels, preprocess);
    const data = Float32Array.from(await x.data());
    x.dispose();
    images.push({ data, fill: inputColour(fillOf(fill)(pixels), preprocess), pixels, boxes });
  };
  const skipped = await eachPhoto(ports, visit, { share });
  return { images, skipped, skippedParts };
}

/** The squares that cover the parts of a photo; a part may lie outside of what is cut from its middle. */
async function boxesOf(
  { photos, landmarks, fit }: CorrespondPorts,
  index: number,
  size: number,
  seen: Pixels,
): Promise<{ boxes: Map<string, Box>; cutOff: SkippedParts }> {
  const image = photos.names[index]!;
  const extent = await landmarks.extentOf(index);
  const boxes = new Map<string, Box>();
  const cutOff: SkippedParts = [];
  for (const [part, point] of landmarks.marks[index]!) {
    const [x, y] = fit === 'cover' ? landmarkInCrop(extent, point, seen) : point;
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) boxes.set(part, maskAt([x, y], size, seen));
    else {
      const reason = `"${part}" of ${image} lies outside of the part that is cut from its middle`;
      cutOff.push({ image, part, reason: reason + landmarks.advice });
    }
  }
  return { boxes, cutOff };
}
