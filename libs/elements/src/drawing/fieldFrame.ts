import type { LayerSummary, UnitView } from '@deconv/engine';

/** Where the clipped receptive field of a unit lies inside its whole field, the part outside the photo included. */
export interface FieldFrame {
  size: number;
  top: number;
  left: number;
}

/**
 * Units at the border see past the photo's edge. Drawn inside their whole field, all pictures of a layer share one
 * scale. Which side was clipped follows from the edge the field touches.
 */
export function fieldFrame(
  view: UnitView,
  layer: LayerSummary | undefined,
  inputSize: number,
): FieldFrame {
  const { top, left, height, width } = view.receptiveField;
  const size = Math.max(layer?.receptiveField?.size ?? 0, height, width);
  return {
    size,
    top: before(size - height, top, height === inputSize),
    left: before(size - width, left, width === inputSize),
  };
}

/** How much of what was clipped lies before the photo begins. Clipped on both sides: taken as half. */
function before(clipped: number, start: number, both: boolean): number {
  if (both) return Math.floor(clipped / 2);
  return start === 0 ? clipped : 0;
}
