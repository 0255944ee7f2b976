import type { Model } from '@deconv/models';
import { fingerprintParts } from '@deconv/probes';
import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of a model's graph, weights and preprocessing. */
export function fingerprint(model: Model): string {
  const hash = createHash('sha256');
  for (const part of fingerprintParts(model)) hash.update(part);
  return hash.digest('hex');
}

/** SHA-256, hexadecimal, of a list. */
export function fingerprintOf(list: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('hex');
}
