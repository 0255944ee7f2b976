import { networkUpTo, TopActivations, type TopLayer } from '@deconv/probes';
import type { Results } from '@deconv/results';
import type { Photos, Ports } from '../Ports.js';
import { eachPhoto } from './eachPhoto.js';

interface Search {
  /** The maps, in which nothing was found yet. */
  layers: readonly TopLayer[];
  /** How many are kept of each, at most one a photo. */
  k: number;
  /** How much of the whole task it is. */
  share: readonly [from: number, to: number];
  photos?: Photos;
}

/** Finds the strongest activations of maps over photos. @throws as `eachPhoto` does */
export async function strongestOver(
  ports: Ports,
  { layers, k, share, photos = ports.photos }: Search,
): Promise<{ layers: readonly TopLayer[]; skipped: Results['data']['skipped'] }> {
  const found = new TopActivations(layers, k);
  const part = partOf(ports.model, layers);
  const skipped = await eachPhoto(
    ports,
    async (pixels, index) => {
      const record = await ports.look(part, pixels);
      await found.add(record, index).finally(() => record.dispose());
    },
    { share, photos },
  );
  return { layers: found.layers, skipped };
}

/** As much of the network as these layers need. */
export function partOf(model: Ports['model'], layers: readonly { layer: string }[]) {
  const names = layers.map(({ layer }) => layer);
  return { ...model, network: networkUpTo(model.network, names) };
}
