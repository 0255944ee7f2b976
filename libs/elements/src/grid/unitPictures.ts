import type { ModelSummary, Picture, UnitView } from '@deconv/engine';
import { contrastScale } from '@deconv/pictures';
import type { Projections } from '../controllers/ProjectionController.js';
import { fieldFrame } from '../drawing/fieldFrame.js';
import { patchPicture } from '../drawing/patchPicture.js';
import { projectionPicture } from '../drawing/projectionPicture.js';

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
  { photo, layer }: Pick<Projections, 'photo' | 'layer'>,
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
