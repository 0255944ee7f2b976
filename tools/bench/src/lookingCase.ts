import { fingerprint } from '@deconv/cli/fingerprint';
import { inOrder } from '@deconv/cli/threads/inOrder';
import { topPool } from '@deconv/cli/top/topPool';
import type { Model } from '@deconv/models';
import type { Case } from './compare.js';

const IMAGES = 40;
const CHANNELS = Array.from({ length: 16 }, (_, channel) => channel);

/**
 * What `deconv top` does with each image of a folder until it knows the strongest, on two cores, against the same on
 * one: decoding, a forward pass, and a search through the last convolution's maps. Without the threads' start.
 * @param source what the model was opened from
 * @param photo path of the image, which is decoded anew each time
 */
export function lookingCase(source: string, model: Model, photo: string): Case {
  const { name: layer } = model.network.layers.findLast(({ layer }) => layer === 'Conv2D')!;
  const layers = [{ layer, channels: CHANNELS }];
  const settings = { layers, rule: 'deconvnet', fit: 'cover', folder: '' } as const;
  const opened = {
    source,
    opening: {},
    backend: { backend: 'wasm' as const },
    fingerprint: fingerprint(model),
    settings,
  };
  const started: ReturnType<typeof topPool>[] = [];
  const way = (threads: number) => {
    let pool: ReturnType<typeof topPool> | undefined;
    return async (): Promise<Float32Array> => {
      if (!pool) started.push((pool = topPool(model, opened, threads)));
      const strongest: number[] = [];
      const look = (image: string) => pool!.ask('look', image);
      for await (const seen of inOrder(Array<string>(IMAGES).fill(photo), look, pool.ahead)) {
        if ('reason' in seen) throw new Error(seen.reason);
        strongest.push(...seen.found.flat().map(({ activation }) => activation));
      }
      return Float32Array.from(strongest);
    };
  };
  return {
    name: `looking at ${IMAGES} images on two cores, up to ${layer}`,
    clock: 'wall',
    ways: [
      { name: 'two threads', run: way(2) },
      { name: 'one thread', run: way(1), atLeast: 1.6 },
    ],
    close: async () => {
      await Promise.all(started.map((pool) => pool.close()));
    },
  };
}
