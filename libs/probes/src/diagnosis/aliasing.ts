import type { Window } from '@deconv/geometry';
import type { FrequencyPlane, Weighing } from './FrequencyPlane.js';

/** Shares of energy, from 0 to 1. */
export interface Aliasing {
  /** In an input with the power spectrum of photographs, 1/f². */
  photographs: number;
  /** In noise, which has the same power at all frequencies: a property of the filters alone. */
  noise: number;
}

/**
 * How much of what a layer's filters let pass its stride folds: of the energy that they have after the filters, in every
 * position, the share at frequencies that every `stride`-th position cannot tell from lower ones, |fy| > 1 / (2·stride of
 * rows) or |fx| > 1 / (2·stride of columns). Zeiler & Fergus see the artefacts in the layer above (Section 4.1, Figure
 * 6d), and give no number. Photographs have a power of 1/f² (Field 1987); input channels are taken as independent and of
 * one strength, and the maps that deeper layers read as photographs.
 * @returns null where the stride is 1 and nothing is folded, or where all weights are 0
 */
export function aliasing(plane: FrequencyPlane, { rows, columns }: Window): Aliasing | null {
  if ((rows.stride === 1 && columns.stride === 1) || plane.energy === 0) return null;
  const folded: Weighing = (fy, fx) =>
    Math.abs(fy) > 0.5 / rows.stride || Math.abs(fx) > 0.5 / columns.stride ? 1 : 0;
  const photograph: Weighing = (fy, fx) => 1 / (fy * fy + fx * fx);
  const foldedOfPhotograph: Weighing = (fy, fx) => folded(fy, fx) * photograph(fy, fx);
  return {
    photographs: plane.energyIn(foldedOfPhotograph) / plane.energyIn(photograph),
    noise: plane.energyIn(folded) / plane.energy,
  };
}
