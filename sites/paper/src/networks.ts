import type { PictureKind } from './pictures.js';

/** A network that comes with the page. */
export interface ShippedNetwork {
  name: string;
  /** What it knows, in a few words. */
  knows: string;
  /** What it learned from, and should be shown. */
  reads: PictureKind;
  /** Name of the picture that it looks at first. */
  sample: string;
}

/** The network that the page looks through at first. */
export const FIRST: ShippedNetwork = {
  name: 'zfnet-photo',
  knows: 'ten things in photographs',
  reads: 'photograph',
  sample: 'cat',
};

/** The networks that come with the page. */
export const NETWORKS: readonly ShippedNetwork[] = [
  FIRST,
  { name: 'zfnet-emoji', knows: '104 drawn things', reads: 'drawing', sample: 'tiger' },
];

/** The network of this name; undefined where none comes with the page. */
export function shippedNetwork(name: string): ShippedNetwork | undefined {
  return NETWORKS.find((network) => network.name === name);
}
