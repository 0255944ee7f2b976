import type { ModelSummary, Picture, UnitView } from '@deconv/engine';
import { contrastScale } from '@deconv/pictures';
import { fieldFrame } from './fieldFrame.js';
import { patchPicture } from './patchPicture.js';
import { projectionPicture } from './projectionPicture.js';

/** What is drawn of one unit. */
interface UnitPictures {
  patch: Picture;
  projection: Picture;
  /** The value that full colour stands for. */
  scale: number;
}

/** Drawn once a unit, however often the figure renders. */
const drawn = new WeakMap<UnitView, UnitPictures>();

export function unitPictures(
  view: UnitView,
  { photo, layer }: { photo: { seen: Picture }; layer: string },
  model: ModelSummary | undefined,
): UnitPictures {
  const known = drawn.get(view);
  if (known) return known;
  const summary = model?.layers.find(({ name }) => name === layer);
  const frame = fieldFrame(view, summary);
  const scale = contrastScale(view.projection);
  const pictures = {
    patch: patchPicture(photo.seen, view, frame),
    projection: projectionPicture(view, frame, scale),
    scale,
  };
  drawn.set(view, pictures);
  return pictures;
}
