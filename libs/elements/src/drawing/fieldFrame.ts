import type { LayerSummary, UnitView } from '@deconv/engine';

/** Where the clipped receptive field of a unit lies inside its whole field, the part outside the photo included. */
export interface FieldFrame {
  size: number;
  top: number;
  left: number;
}

/** Units at the border see past the photo's edge. Drawn inside their whole field, all pictures of a layer share one scale. */
export function fieldFrame(
  view: Pick<UnitView, 'at' | 'receptiveField'>,
  layer: Pick<LayerSummary, 'receptiveField'> | undefined,
): FieldFrame {
  const { top, left, height, width } = view.receptiveField;
  const field = layer?.receptiveField;
  if (!field) return { size: Math.max(height, width), top: 0, left: 0 };
  const [row, column] = view.at.map((position) => position * field.stride + field.offset);
  return { size: field.size, top: top - (row ?? top), left: left - (column ?? left) };
}
