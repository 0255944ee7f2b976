import { networkUpTo, strongestInImage, TopActivations } from '@deconv/probes';
import type { Found, Photos, Ports, Search } from '../Ports.js';
import { eachPhoto, lookingAt } from './eachPhoto.js';

interface SearchIn extends Search {
  /** How much of the whole task it is. */
  share: readonly [from: number, to: number];
  /** Other photos than those of the experiment. */
  photos?: Photos;
}

/** Finds the strongest activations of maps over photos. @throws as `eachPhoto` does */
export async function strongestOver(
  ports: Ports,
  { layers, k, share, photos }: SearchIn,
): Promise<Found> {
  if (ports.search && !photos)
    return ports.search({ layers, k }, ports.begin(lookingAt(ports.photos.names.length, share)));
  const found = new TopActivations(layers, k);
  const part = partOf(ports.model, layers);
  const chosen = layers.map(({ layer, maps }) => ({
    layer,
    channels: maps.map(({ channel }) => channel),
  }));
  const visit: Parameters<typeof eachPhoto>[1] = async (pixels, index) => {
    found.insert(await strongestInImage(part, pixels, chosen), index);
  };
  const skipped = await eachPhoto(ports, visit, { share, ...(photos && { photos }) });
  return { layers: found.layers, skipped };
}

/** As much of the network as these layers need. */
export function partOf(model: Ports['model'], layers: readonly { layer: string }[]) {
  const names = layers.map(({ layer }) => layer);
  return { ...model, network: networkUpTo(model.network, names) };
}
