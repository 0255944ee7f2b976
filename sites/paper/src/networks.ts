import type { PictureKind } from './pictures.js';

import { at } from './paths.js';

/** A network that the page offers by name. */
export interface ShippedNetwork {
  name: string;
  /** Of its folder or file. */
  address: string;
  /** What it knows, in a few words. */
  knows: string;
  /** What it learned from, and should be shown. */
  reads: PictureKind;
  /** Name of the picture that it looks at first. */
  sample: string;
  /** What a reader is told before it is fetched: how large it is, and where it comes from. */
  origin?: string;
}

/** The network that the page looks through at first. */
export const FIRST: ShippedNetwork = {
  name: 'zfnet-photo',
  address: at('models/zfnet-photo/'),
  knows: 'ten things in photographs',
  reads: 'photograph',
  sample: 'cat',
};

/** Networks that whoever publishes the site put beside it. */
const BESIDE: readonly ShippedNetwork[] = import.meta.env.NETWORKS_BESIDE.map(
  ({ name, file, bytes, classes }) => ({
    name,
    address: at(`networks/${name}/${file}`),
    knows: classes === undefined ? 'unnamed classes' : `${classes.toLocaleString('en')} classes`,
    reads: 'photograph',
    sample: FIRST.sample,
    origin: `${(bytes / 1e6).toFixed(1)} MB, served from here`,
  }),
);

/** A network that others publish: the engine knows where, and what the very file is. */
const SQUEEZENET: ShippedNetwork = {
  name: 'squeezenet1.1',
  address: 'known:squeezenet1.1',
  knows: '1,000 things in photographs, ImageNet’s',
  reads: 'photograph',
  sample: FIRST.sample,
  origin: '5.0 MB from huggingface.co, kept for the next time',
};

/** The networks that the page offers. */
export const NETWORKS: readonly ShippedNetwork[] = [
  FIRST,
  {
    name: 'zfnet-emoji',
    address: at('models/zfnet-emoji/'),
    knows: '104 drawn things',
    reads: 'drawing',
    sample: 'tiger',
  },
  ...(BESIDE.some(({ name }) => name === SQUEEZENET.name) ? [] : [SQUEEZENET]),
  ...BESIDE,
];

/** The network of this name; undefined where the page offers none. */
export function shippedNetwork(name: string): ShippedNetwork | undefined {
  return NETWORKS.find((network) => network.name === name);
}
