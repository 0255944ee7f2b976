import { forward, type ForwardRecord } from '@deconv/core';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import type { Pixels } from '@deconv/datasets';
import { toInput, type Model } from '@deconv/models';

/** Decodes an image as the network sees it and runs one forward pass. The caller disposes the record. */
export async function openPhoto(
  model: Model,
  path: string,
  fit: Fit,
): Promise<{ pixels: Pixels; record: ForwardRecord }> {
  const pixels = await decodeImage(path, { size: model.preprocess.inputSize, fit });
  const input = toInput(pixels, model.preprocess);
  try {
    return { pixels, record: forward(model.network, input) };
  } finally {
    input.dispose();
  }
}
