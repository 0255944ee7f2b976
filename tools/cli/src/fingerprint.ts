import type { Model } from '@deconv/models';
import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal, of a model's graph, weights and preprocessing. */
export function fingerprint({ network, preprocess }: Model): string {
  const hash = createHash('sha256').update(JSON.stringify(preprocess));
  for (const { name, inputs, window, op } of network.nodes) {
    hash.update(JSON.stringify([name, inputs, window, op.kind, op.shape]));
    for (const [weight, tensor] of Object.entries(op.weights)) {
      const { buffer, byteOffset, byteLength } = tensor.dataSync();
      hash.update(weight).update(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return hash.digest('hex');
}

/** SHA-256, hexadecimal, of a list. */
export function fingerprintOf(list: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('hex');
}
