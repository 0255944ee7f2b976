import { forward, type ForwardRecord } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { toInput, type Model } from '@deconv/models';

/**
 * One forward pass over a decoded image. The caller disposes the record.
 * @throws Error that names the first layer which answers with anything but finite numbers
 */
export function forwardPhoto({ network, preprocess }: Model, pixels: Pixels): ForwardRecord {
  const input = toInput(pixels, preprocess);
  try {
    const record = forward(network, input);
    requireFinite(record);
    return record;
  } finally {
    input.dispose();
  }
}

function requireFinite(record: ForwardRecord): void {
  const bad = record.network.layers.find(
    ({ name }) => !record.activation(name).dataSync().every(Number.isFinite),
  );
  if (!bad) return;
  record.dispose();
  throw new Error(
    `layer "${bad.name}" (${bad.layer}) answers with values that are not numbers (NaN or infinite); check its weights, and scale and meanSubtract in preprocess.json`,
  );
}
