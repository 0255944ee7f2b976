import { prelu, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Constant } from './Constant.js';
import { perChannel } from './weights.js';

/**
 * ReLU with slopes below zero that a file holds: one for all, or one for each channel.
 * @param behind how many axes of theirs lie behind that of channels
 */
export const sloped = (x: MapShape, slopes: Constant, behind: number): Op =>
  prelu(x, tf.tensor1d(perChannel(slopes, x, behind)));
