import { forward, type ForwardRecord } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { toInput, type Model } from '@deconv/models';

/** One forward pass over a decoded image. The caller disposes the record. */
export function forwardPhoto({ network, preprocess }: Model, pixels: Pixels): ForwardRecord {
  const input = toInput(pixels, preprocess);
  try {
    return forward(network, input);
  } finally {
    input.dispose();
  }
}
