import type { Network } from '@deconv/core';
import type { Model } from '@deconv/models';
import { readOnnx } from '@deconv/models/onnx';
import {
  answerTo,
  difference,
  findRuntime,
  randomPixels,
  runtimeAnswer,
} from '../import/compareWithRuntime.js';

/** Who computed a file's answer, and how far it was from the network's. */
export interface Verified {
  by: string;
  /** As a share of the largest answer. */
  share: number;
}

/**
 * Holds what an ONNX file answers to random pixels against what the network does on TensorFlow.js: by ONNX Runtime where that is
 * installed, else read again by ourselves.
 * @throws Error where they answer differently, or where there is nobody to ask
 */
export async function verifyExport({ network }: Model, bytes: Uint8Array): Promise<Verified> {
  const x = randomPixels(network);
  try {
    const own = answerTo(x, network);
    const runtime = await findRuntime();
    if (runtime) {
      const by = 'ONNX Runtime';
      return { by, share: difference(own, await runtimeAnswer(runtime, bytes, x), by) };
    }
    const read = await readAgain(bytes);
    try {
      const by = 'the file read again';
      return { by, share: difference(own, answerTo(x, read), by) };
    } finally {
      read.dispose();
    }
  } finally {
    x.dispose();
  }
}

async function readAgain(bytes: Uint8Array): Promise<Network> {
  const read = (name: string) =>
    Promise.resolve(name === 'model.onnx' ? new Uint8Array(bytes) : undefined);
  try {
    return (await readOnnx(read)).network;
  } catch (cause) {
    throw new Error(
      `what was written cannot be verified here: ${(cause as Error).message}; npm install onnxruntime-node, which can`,
      { cause },
    );
  }
}
