import type { RuleName } from '@deconv/pictures';
import type { Tensor4D } from '@tensorflow/tfjs-core';

export { RULE_NAMES, type RuleName } from '@deconv/pictures';

/** The two ways down through a rectifier or a contrast normalisation, for a rule to choose from. */
export interface WaysDown {
  /** Treats the signal as a reconstruction: a rectifier is applied to it, a normalisation lets it pass. */
  reconstruct: (signal: Tensor4D) => Tensor4D;
  /** Multiplies by the transposed derivative at what was recorded on the way up. */
  differentiate: (signal: Tensor4D) => Tensor4D;
}

/** How a signal passes rectifiers and normalisations on its way down. Rules differ in this and in nothing else. */
export type Rule = (signal: Tensor4D, ways: WaysDown) => Tensor4D;

/**
 * - `deconvnet` (Zeiler & Fergus 2013): rectify the reconstruction, whatever was active on the way up;
 * - `gradient` (Simonyan et al. 2013): the derivative, which lets pass what was active on the way up;
 * - `guided` (Springenberg et al. 2014): both.
 */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  deconvnet: (signal, { reconstruct }) => reconstruct(signal),
  gradient: (signal, { differentiate }) => differentiate(signal),
  guided: (signal, { reconstruct, differentiate }) => differentiate(reconstruct(signal)),
};
