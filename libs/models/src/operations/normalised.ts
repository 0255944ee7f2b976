import { channelScale, groupNormOp, layerNormOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Constant } from './Constant.js';
import { requireChannels, tensorOf } from './weights.js';
import type { Plan } from './Use.js';

/** A factor and a shift for each channel, after a normalisation by statistics of the image. */
export function factors(gamma: Constant | undefined, beta: Constant | undefined): Plan['steps'] {
  if (!gamma && !beta) return [];
  const make = (x: MapShape): Op => {
    requireChannels(
      [gamma, beta].filter((each) => each !== undefined),
      x,
    );
    const flat = (each: Constant | undefined, otherwise: number): tf.Tensor1D =>
      each
        ? tensorOf<tf.Rank.R1>({ dims: [x.channels], data: each.data })
        : tf.fill([x.channels], otherwise);
    return channelScale(x, flat(gamma, 1), flat(beta, 0));
  };
  return [([x]) => make(x!)];
}

export const layerNorm =
  (epsilon: number): Plan['steps'][number] =>
  ([x]) =>
    layerNormOp(x!, epsilon);

/** @param groups as many as channels unless said */
export const groupNorm =
  (epsilon: number, groups?: number): Plan['steps'][number] =>
  ([x]) =>
    groupNormOp(x!, groups ?? x!.channels, epsilon);
