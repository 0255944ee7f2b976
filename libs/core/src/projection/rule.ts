import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** What a rectifier offers to a rule. */
export interface Rectifier {
  /** The rectifier applied to a signal itself. */
  rectify: (signal: Tensor4D) => Tensor4D;
  /** Its derivative at the recorded activation. */
  slope: () => Tensor4D;
}

/** How a signal passes a rectifier on its way down. Rules differ in this and in nothing else. */
export type Rule = (signal: Tensor4D, rectifier: Rectifier) => Tensor4D;

/**
 * - `deconvnet` (Zeiler & Fergus 2013): rectify the reconstruction, whatever was active on the way up;
 * - `gradient` (Simonyan et al. 2013): let pass what was active on the way up;
 * - `guided` (Springenberg et al. 2014): both.
 */
export const RULES = {
  deconvnet: (signal, { rectify }) => rectify(signal),
  gradient: (signal, { slope }) => tf.mul(signal, slope()),
  guided: (signal, { rectify, slope }) => tf.mul(rectify(signal), slope()),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES) as RuleName[];
