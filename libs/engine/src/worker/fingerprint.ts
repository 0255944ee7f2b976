import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Model } from '@deconv/models';
import { fingerprintParts } from '@deconv/probes';

/** SHA-256, hexadecimal, of a model's graph, weights and preprocessing, as the command finds it. */
export function fingerprint(model: Model): string {
  // Not the browser's own: that is only there on secure pages, and takes all weights in one piece.
  const hash = sha256.create();
  for (const part of fingerprintParts(model)) hash.update(part);
  return bytesToHex(hash.digest());
}
