import type { Model } from '@deconv/models';
import type { Pixels } from '@deconv/pictures';
import { inputColour } from '@deconv/probes';
import type { AttributeResultsImage } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import { fillOf } from '../../options/fillOf.js';
import type { Method } from '../methodOf.js';
import { gradCam } from './gradCam.js';
import { integratedGradients } from './integratedGradients.js';
import { partsOf } from './partsOf.js';

interface Asked {
  classIndex: number;
  /** Of the class, for the whole image. */
  answer: number;
  signal: AbortSignal;
  onStep: (done: number) => void;
}

interface Attributed extends Pick<AttributeResultsImage, 'grid' | 'map' | 'completeness'> {
  /** [height · width] of the image: what is drawn over it. */
  values: Float32Array;
}

/** Attributes a class by a method. @param x the pixels as the network reads them, [1, height, width, channels] */
export async function attributed(
  { network, preprocess, answer: shown }: Model,
  { pixels, x }: { pixels: Pixels; x: tf.Tensor4D },
  method: Method,
  { answer, ...asked }: Asked,
): Promise<Attributed> {
  if (method.method === 'grad-cam')
    return gradCam(network, x, { ...asked, layer: method.layer, logits: shown?.logits });
  const fill = fillOf(method.fill)(pixels);
  const baseline = tf.tensor1d(inputColour(fill, preprocess));
  const { values, baseline: without } = await integratedGradients(network, x, {
    ...{ ...asked, baseline, steps: method.steps },
  }).finally(() => baseline.dispose());
  const sum = values.reduce((total, value) => total + value, 0);
  const completeness = { sum, difference: answer - without, baseline: without, fill };
  return { values, ...partsOf(values, pixels), completeness };
}
