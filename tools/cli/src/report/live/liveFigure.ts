import type { Results, TopResults } from '@deconv/results';
import type { Carried } from './Carried.js';
import type { Marked } from './markedPhotos.js';

/** What makes a figure compute, and what its reader should know of it. */
export interface LiveFigure {
  /** Of its element. */
  attributes: Readonly<Record<string, string>>;
  told: string;
}

const SAME = 'Run here, it computes on your device from the very pixels that the network read.';
const UNCLEAR =
  'It is not computed here: two of the images have the same name, so that the page could not tell them apart.';

/**
 * Takes along what a document's figure needs to compute it again.
 * @param marked photos with their landmarks, where there are any
 */
export async function liveFigure(
  document: Results,
  carried: Carried,
  marked: Marked | undefined,
): Promise<LiveFigure> {
  const model = carried.address;
  switch (document.probe) {
    case 'diagnose':
      return { attributes: { model }, told: FILTERS_ALONE };
    case 'top':
      return withPhotos(winnersOf(document), carried, topInWords(document));
    case 'correspond':
      return marked
        ? { attributes: { model, ...marked }, told: SAME }
        : { attributes: {}, told: UNCLEAR };
    case 'evolution':
      return { attributes: {}, told: NO_CHECKPOINTS };
    default: {
      const images = imagesOf(document);
      return images ? withPhotos(images, carried, SAME) : { attributes: {}, told: '' };
    }
  }
}

const FILTERS_ALONE =
  'Run here, it looks at the filters alone: which of them are dead takes the images.';
const NO_CHECKPOINTS =
  'It is not computed here: it takes the network at every checkpoint, and the report carries only the last.';

/** The images that a document tells of one by one; undefined where it does not. */
function imagesOf(document: Results): string[] | undefined {
  if ('image' in document) return [document.image];
  if ('images' in document && Array.isArray(document.images))
    return document.images.map(({ image }: { image: string }) => image);
  return undefined;
}

async function withPhotos(
  names: readonly string[],
  carried: Carried,
  told: string,
): Promise<LiveFigure> {
  const images = await carried.takePhotos(names);
  if (images === undefined) return { attributes: {}, told: UNCLEAR };
  return { attributes: { model: carried.address, images }, told };
}

/** Images that no map has among its strongest change nothing when they are left out. */
const winnersOf = ({ layers }: TopResults): string[] => [
  ...new Set(
    layers.flatMap(({ maps }) => maps.flatMap(({ entries }) => entries.map(({ image }) => image))),
  ),
];

function topInWords(document: TopResults): string {
  const count = winnersOf(document).length;
  const { images } = document.data;
  if (count === images) return SAME;
  return `${SAME} It searches the ${count} images that are shown; the other ${images - count} are among no map’s strongest.`;
}
