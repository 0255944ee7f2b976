import { gradientsOf, useOwnGradients } from '@deconv/training';
import * as tf from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';
import { SETUP, PARAMETERS, shards } from './trainingSetup.js';

/**
 * A training step's gradients on one core, against the same with tfjs' registered input gradient of convolutions, its
 * kernel `Conv2DBackpropInput`. The filter gradient is ours in both: tfjs has none on wasm.
 */
export function gradientCase(): Case {
  const [shard] = shards();
  const run = (use: () => () => void) => async (): Promise<Float32Array> => {
    const restore = use();
    try {
      return (await gradientsOf(SETUP, PARAMETERS, shard!)).gradients;
    } finally {
      restore();
    }
  };
  return {
    name: `training step on one core, ${SETUP.architecture.name}, ${shard!.batch.labels.length} pictures of ${SETUP.architecture.inputSize}×${SETUP.architecture.inputSize}`,
    ways: [
      { name: 'input gradient as convolutions', run: run(useOwnGradients) },
      { name: 'Conv2DBackpropInput', run: run(useNativeInputGradient), atLeast: 2 },
    ],
  };
}

/** As `useOwnGradients`, with tfjs' own gradient by a convolution's input. */
function useNativeInputGradient(): () => void {
  const native = tf.getGradient('Conv2D');
  const restore = useOwnGradients();
  const own = tf.getGradient('Conv2D');
  tf.unregisterGradient('Conv2D');
  tf.registerGradient({
    ...own,
    gradFunc: (dy, saved, attributes) => ({
      ...own.gradFunc(dy, saved, attributes),
      x: native.gradFunc(dy, saved, attributes)['x']!,
    }),
  });
  return restore;
}
