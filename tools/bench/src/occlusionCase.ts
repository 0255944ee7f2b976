import type { Network } from '@deconv/core';
import { occlude } from '@deconv/probes';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';

/** A square slid over the image, with what it changes computed anew, against passes over whole images. */
export function occlusionCase(network: Network, image: Tensor4D): Case {
  const size = Math.round(network.input.height / 7);
  const stride = Math.max(1, Math.round(size / 2));
  const run = async (naive: boolean): Promise<Float32Array> => {
    const { probability, activity } = await occlude(network, image, { size, stride, naive });
    return Float32Array.from([...probability, ...activity].flat());
  };
  return {
    name: `occlusion by a square of ${size} every ${stride} pixels in ${network.input.height}×${network.input.width}`,
    ways: [
      { name: 'what changes', run: () => run(false) },
      { name: 'whole passes', run: () => run(true) },
    ],
  };
}
