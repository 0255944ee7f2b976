import { formatBytes } from './formatBytes.js';
import { formatShare } from './formatShare.js';
import { LOADING_NETWORK } from './loadingNetwork.js';

/** How much of a network is there. @param progress 0–1; @param bytes of all of it, where that is known */
export function loadedInWords(progress: number, bytes: number | undefined): string {
  if (!bytes) return `${LOADING_NETWORK}, ${formatShare(progress)}`;
  return `${LOADING_NETWORK}, ${formatBytes(progress * bytes)} of ${formatBytes(bytes)}`;
}
