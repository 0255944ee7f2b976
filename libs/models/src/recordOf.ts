import { pass, type ForwardRecord } from '@deconv/core';
import type { Raster } from '@deconv/pictures';
import * as tf from '@tensorflow/tfjs-core';
import type { Model } from './Model.js';
import { toInput } from './preprocess.js';

/**
 * Runs a network on what it sees. The caller disposes of the record.
 * @throws Error that names the first layer whose activations are not all numbers
 */
export async function recordOf(
  { network, preprocess }: Pick<Model, 'network' | 'preprocess'>,
  seen: Raster,
): Promise<ForwardRecord> {
  const input = toInput(seen, preprocess);
  const record = await pass(network, input).finally(() => input.dispose());
  try {
    await requireFinite(record);
    return record;
  } catch (error) {
    record.dispose();
    throw error;
  }
}

/** Looks at sums first, which are many times faster than to read all values. */
async function requireFinite(record: ForwardRecord): Promise<void> {
  const { layers } = record.network;
  const totals = await record.magnitudes();
  for (const [i, { name, layer }] of layers.entries()) {
    if (Number.isFinite(totals[i])) continue;
    // Finite values may add up to more than a float holds.
    const values = await record.activation(name).data();
    if (!values.every(Number.isFinite))
      throw new Error(
        `layer "${name}" (${layer}) answers with values that are not numbers (NaN or infinite); ${CHECK}${tf.getBackend() === 'webgl' ? ON_GRAPHICS : ''}`,
      );
  }
}

const CHECK = 'check its weights, and scale and meanSubtract in preprocess.json';
const ON_GRAPHICS = '; or this graphics processor does not compute with enough bits';
