import { at } from '../paths.js';

const SHIPPED = ['zfnet-emoji', 'zfnet-photo'];

/** Whether a network comes with the page. */
export function isShipped(network: string): boolean {
  return SHIPPED.includes(network);
}

/** Where a network's files are. */
export function networkAddress(network: string): string {
  return isShipped(network) ? at(`models/${network}/`) : network;
}

/** Where a photo is. */
export function photoAddress(photo: string): string {
  return isSample(photo) ? at(`samples/${photo}.webp`) : photo;
}

/** Samples have names, other photos addresses. */
export function isSample(photo: string): boolean {
  return /^[a-z]+$/.test(photo);
}
