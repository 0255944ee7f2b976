import { pass, type ForwardOptions, type ForwardRecord, type Network } from '@deconv/core';
import type { Raster } from '@deconv/pictures';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from './Model.js';
import { toInput } from './preprocess.js';

/**
 * Runs a network on what it sees. The caller disposes of the record.
 * @param only what is recorded, as `pass` has it: all that projection needs, unless said
 * @throws Error that names the first layer whose activations are not all numbers
 */
export async function recordOf(
  { network, preprocess }: Pick<Model, 'network' | 'preprocess'>,
  seen: Raster,
  { only }: Pick<ForwardOptions, 'only'> = {},
): Promise<ForwardRecord> {
  const input = toInput(seen, preprocess);
  try {
    const record = await pass(network, input, { magnitudes: true, ...(only && { only }) });
    // Sums first, which are many times faster than to read all values.
    if (await isFinite(record)) return record;
    return await finiteRecord(network, input);
  } finally {
    input.dispose();
  }
}

/** Whether the sums of all layers are finite; else the record is disposed of. */
async function isFinite(record: ForwardRecord): Promise<boolean> {
  let finite = false;
  try {
    finite = (await record.magnitudes()).every(Number.isFinite);
  } finally {
    if (!finite) record.dispose();
  }
  return finite;
}

/** A record of all layers, whose values were all read: finite values may add up to more than a float holds. */
async function finiteRecord(network: Network, input: Tensor4D): Promise<ForwardRecord> {
  const record = await pass(network, input);
  try {
    for (const { name, layer } of network.layers) {
      const values = await record.activation(name).data();
      if (!values.every(Number.isFinite))
        throw new Error(
          `layer "${name}" (${layer}) answers with values that are not numbers (NaN or infinite); ${CHECK}${tf.getBackend() === 'webgl' ? ON_GRAPHICS : ''}`,
        );
    }
    return record;
  } catch (error) {
    record.dispose();
    throw error;
  }
}

const CHECK = 'check its weights, and scale and meanSubtract in preprocess.json';
const ON_GRAPHICS = '; or this graphics processor does not compute with enough bits';
