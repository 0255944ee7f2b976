import type { NamedPicture } from '@deconv/engine';
import type { AttributeResults, MethodName } from '@deconv/results';
import type { RequestOf } from '../../frame/LiveController.js';
import { given } from '../../frame/given.js';

/** What a reader may set: each wins over the document. */
export interface AttributionOptions {
  method: MethodName | undefined;
  classIndex: number | undefined;
  steps: number | undefined;
  fill: string | undefined;
  layer: string | undefined;
}

interface Source {
  photos: readonly NamedPicture[];
  document: AttributeResults | undefined;
  /** The photos are none of the document's. */
  own: boolean;
}

/** The document's question again, unless something else was set. A method is asked with options of its own alone. */
export function attributeRequest(
  options: AttributionOptions,
  { photos, document, own }: Source,
): RequestOf<'attribute'> {
  const drawn = document?.images.filter(({ picture }) => picture) ?? [];
  const images = photos.map((photo, i) =>
    // The document's own pictures have no names but the document's.
    own ? photo : { ...photo, name: drawn[i]?.image ?? photo.name },
  );
  const method = options.method ?? document?.options.method ?? 'integrated-gradients';
  const steps = options.steps ?? document?.options.steps;
  const fill = options.fill ?? document?.options.fill;
  const layer = options.layer ?? document?.options.layer;
  const chosen = method === 'grad-cam' ? { layer } : { steps, fill };
  return {
    probe: 'attribute',
    images,
    method,
    ...given({ classIndex: options.classIndex, ...chosen }),
  };
}
