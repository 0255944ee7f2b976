import type { FrequencyPlane } from './FrequencyPlane.js';

/** Shares of the energy of a layer's filters; together 1. */
export interface Spectrum {
  low: number;
  mid: number;
  high: number;
}

/** Where the mid frequencies begin and end, in cycles per pixel of what the layer reads. */
export type Bands = [from: number, to: number];

/**
 * What a spectrum is of filters whose weights are independent random numbers: that of noise, the same at all frequencies.
 * @param bands must end at ½ or below: there the circle of a frequency is whole
 */
export function spectrumOfNoise([from, to]: Bands): Spectrum {
  const disc = (radius: number): number => Math.PI * radius * radius;
  return { low: disc(from), mid: disc(to) - disc(from), high: 1 - disc(to) };
}

/**
 * Shares of low, mid and high frequencies, by their distance from frequency 0. What lies in the corners of the plane,
 * beyond ½, is high. Zeiler & Fergus see first-layer filters of "extremely high and low frequency information, with little
 * coverage of the mid frequencies" (Section 4.1, Figure 6b); what low, mid and high are they leave open.
 * @returns null where all weights are 0
 */
export function spectrum(plane: FrequencyPlane, [from, to]: Bands): Spectrum | null {
  const share = (least: number, below: number): number =>
    plane.energyIn((fy, fx) => {
      const frequency = Math.hypot(fy, fx);
      return frequency >= least && frequency < below ? 1 : 0;
    }) / plane.energy;
  return plane.energy === 0
    ? null
    : { low: share(0, from), mid: share(from, to), high: share(to, Infinity) };
}
