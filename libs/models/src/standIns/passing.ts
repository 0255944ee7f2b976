import type { Tensor } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { onlyOne, register, standInName } from './standIn.js';

/** Layers of Keras that tfjs-layers does not know and that change nothing but in training. */
export const PASSING = [
  'ActivityRegularization',
  'RandomBrightness',
  'RandomContrast',
  'RandomFlip',
  'RandomRotation',
  'RandomTranslation',
  'RandomZoom',
];

for (const className of PASSING)
  register(
    class extends layers.Layer {
      static className = standInName(className);

      override call(inputs: Tensor | Tensor[]): Tensor {
        return onlyOne(inputs).clone();
      }
    },
  );
