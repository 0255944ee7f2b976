import { gradientsOf } from '@deconv/training';
import type { Case } from '../compare.js';
import { SETUP, PARAMETERS, shards } from '../trainingSetup.js';
import type { Backend } from './backends.js';
import { wayOn } from './wayOn.js';

/**
 * The gradients of a training step, by backend. What is held against each other is the loss: in gradients a maximum
 * whose values tie within rounding may go another way.
 */
export function trainingCase(backends: readonly Backend[]): Case {
  const [shard] = shards();
  const { name, inputSize } = SETUP.architecture;
  return {
    name: `training step, ${name}, ${shard!.batch.labels.length} pictures of ${inputSize}×${inputSize}`,
    clock: 'wall',
    ways: backends.map((backend) =>
      wayOn(backend, async () =>
        Float32Array.of((await gradientsOf(SETUP, PARAMETERS, shard!)).loss),
      ),
    ),
  };
}
