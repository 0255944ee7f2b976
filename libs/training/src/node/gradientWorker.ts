/** Worker thread that computes gradients on a wasm backend of its own. */
import '@tensorflow/tfjs-layers';
import { parentPort, workerData } from 'node:worker_threads';
import {
  gradientsOf,
  type TrainingSetup,
  type Shard,
  type ShardGradients,
} from '../gradientsOf.js';
import { useOwnGradients } from '../gradients.js';
import { startWasm } from './startWasm.js';

export interface GradientWorkerData {
  setup: TrainingSetup;
  /** The parameters, shared with the thread that changes them between two requests. */
  parameters: SharedArrayBuffer;
}

export interface GradientRequest {
  id: number;
  shard: Shard;
}

export type GradientReply = { id: number } & ({ result: ShardGradients } | { error: unknown });

const { setup, parameters } = workerData as GradientWorkerData;
await startWasm();
useOwnGradients();

parentPort!.on('message', ({ id, shard }: GradientRequest) => {
  void answer(id, shard).then((reply) => parentPort!.postMessage(reply));
});

async function answer(id: number, shard: Shard): Promise<GradientReply> {
  try {
    return { id, result: await gradientsOf(setup, new Float32Array(parameters), shard) };
  } catch (error) {
    return { id, error };
  }
}
