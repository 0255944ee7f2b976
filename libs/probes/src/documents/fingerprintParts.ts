import type { Model } from '@deconv/models';

/** What makes a network what it is, piece by piece, for a hash: graph, weights and preprocessing. */
export function* fingerprintParts({
  network,
  preprocess,
}: Pick<Model, 'network' | 'preprocess'>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(JSON.stringify(preprocess));
  // What makes its output readable is no part of it: a network is the same with softmax and without.
  for (const { name, inputs, window, op, head } of network.nodes) {
    if (head) continue;
    yield encoder.encode(JSON.stringify([name, inputs, window, op.kind, op.shape]));
    for (const [weight, tensor] of Object.entries(op.weights)) {
      const { buffer, byteOffset, byteLength } = tensor.dataSync();
      yield encoder.encode(weight);
      yield new Uint8Array(buffer, byteOffset, byteLength);
    }
  }
}
