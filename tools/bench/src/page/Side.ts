import { forward, ForwardRecord, TensorMaps, type Network } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { use, type Backend } from './backends.js';

export interface Opened {
  network: Network;
  /** Preprocessed, [1, height, width, channels]. */
  image: Tensor4D;
}

/** A network and an image on one backend. */
export interface Side extends Opened {
  backend: Backend;
  /** The backend's own forward pass. */
  record: ForwardRecord;
  /** That of the last backend, so that all project from the same maps and switches. */
  given: ForwardRecord;
}

/** Opens the same on each backend in turn. */
export async function openSides(
  backends: readonly Backend[],
  open: () => Promise<Opened>,
): Promise<Side[]> {
  const own: Omit<Side, 'given'>[] = [];
  for (const backend of backends) {
    await use(backend);
    const opened = await open();
    own.push({ ...opened, backend, record: forward(opened.network, opened.image) });
  }
  const sides: Side[] = [];
  for (const side of own) {
    await use(side.backend);
    sides.push({ ...side, given: await copyOf(own.at(-1)!.record, side.network) });
  }
  return sides;
}

/** The activations and switches of a record as one of the active backend. */
async function copyOf(record: ForwardRecord, network: Network): Promise<ForwardRecord> {
  const values: (Tensor4D | undefined)[] = [];
  const pooled = new Map<number, Tensor4D>();
  for (const [i, { layer, op }] of network.nodes.entries()) {
    if (layer !== undefined) values[i] = await copied(record.valueAt(i));
    if (op.switching) pooled.set(i, await copied(record.switchesAt(i)));
  }
  return new ForwardRecord(network, new TensorMaps(values, pooled));
}

const copied = async (tensor: Tensor4D): Promise<Tensor4D> =>
  tf.tensor4d(await tensor.data(), tensor.shape, tensor.dtype);

export function closeSides(sides: readonly Side[]): void {
  for (const { network, image, record, given } of sides) {
    tf.dispose(image);
    record.dispose();
    given.dispose();
    network.dispose();
  }
}
