import type { Network } from '@deconv/core';
import { occlude } from '@deconv/probes';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';

/** Share of the bound that is meant to be reached: multiply-adds of whole passes over those that can change at all. */
const OF_BOUND = 0.85;

/** A square slid over the image, with what it changes computed anew, against passes over whole images. */
export async function occlusionCase(
  name: string,
  network: Network,
  image: Tensor4D,
  stride: number,
): Promise<Case> {
  const size = Math.round(network.input.height / 7);
  const options = { size, stride };
  const run = async (naive: boolean): Promise<Float32Array> => {
    const { value, activity } = await occlude(network, image, { ...options, naive });
    return Float32Array.from([...value, ...activity].flat());
  };
  const { macs } = await occlude(network, image, options);
  const bound = macs.naive / macs.tight;
  return {
    name: `occlusion by a square of ${size} every ${stride} pixels, ${name}: at most ${bound.toFixed(2)}×`,
    ways: [
      { name: 'what changes', run: () => run(false) },
      {
        name: 'whole passes',
        atLeast: Number((OF_BOUND * bound).toFixed(2)),
        run: () => run(true),
      },
    ],
  };
}
