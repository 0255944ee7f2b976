import { shippedNetwork } from '../networks.js';
import { at } from '../paths.js';
import { shippedPicture } from '../pictures.js';

/** Where a network's files are, whether the page offers it or not. */
export function networkAddress(network: string): string {
  return shippedNetwork(network)?.address ?? network;
}

/** Where a photo is. Those that come with the page have names, others addresses. */
export function photoAddress(photo: string): string {
  const picture = shippedPicture(photo);
  return picture ? at(picture.file) : photo;
}
