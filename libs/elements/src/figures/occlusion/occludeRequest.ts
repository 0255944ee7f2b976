import type { NamedPicture } from '@deconv/engine';
import { quantityIn, type OccludeResults } from '@deconv/results';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';

/** What a reader may set: each wins over the document. */
export interface OcclusionOptions {
  size: number | undefined;
  stride: number | undefined;
  fill: string | undefined;
  classIndex: number | undefined;
  layer: string | undefined;
  channel: number | undefined;
}

interface Source {
  image: NamedPicture;
  /** In which the same map is shown, too. */
  others: NamedPicture[];
  document: OccludeResults | undefined;
  /** The image is the reader's: what the document watched was chosen for another one. */
  own: boolean;
}

/** The document's question again, unless something else was set. */
export function occludeRequest(
  options: OcclusionOptions,
  { image, others, document, own }: Source,
): RequestOf<'occlude'> {
  return {
    ...{ probe: 'occlude', image },
    ...(others.length ? { others } : {}),
    ...given({
      ...squareOf(options, document),
      fill: options.fill ?? document?.options.fill,
      rule: document?.options.rule,
      // Whoever watched a logit watches it again.
      watch: document && quantityIn(document) === 'logit' ? 'logit' : undefined,
      ...watchedOf(options, own ? undefined : document),
    }),
  };
}

/** A smaller square than the document's has its places closer together, where nothing else is said. */
function squareOf(
  { size, stride }: Pick<OcclusionOptions, 'size' | 'stride'>,
  document: OccludeResults | undefined,
) {
  const side = size ?? document?.grid.size;
  const usual = document && Math.min(document.grid.stride, side!);
  return { size: side, stride: stride ?? usual };
}

function watchedOf(
  { classIndex, layer, channel }: OcclusionOptions,
  document: OccludeResults | undefined,
) {
  return {
    classIndex: classIndex ?? document?.classIndex,
    layer: layer ?? document?.layer,
    // A map's number means nothing in another layer.
    channel: channel ?? (layer === undefined ? document?.channel : undefined),
  };
}
