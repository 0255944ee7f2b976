import type { Network } from '@deconv/core';
import type { DiagnoseResultsLayer } from '@deconv/results';
import type { Convolution } from '../diagnosis/convolutions.js';
import { diagnose, type Limits } from '../diagnosis/diagnose.js';

/**
 * What a document says of one convolution.
 * @param dead its dead feature maps; null where they are not known
 */
export async function describeConvolution(
  network: Network,
  convolution: Convolution,
  limits: Limits,
  dead: number[] | null,
): Promise<DiagnoseResultsLayer> {
  const { layer, filters, channels, window } = convolution;
  return {
    layer,
    filters,
    channels,
    size: [window.rows.size, window.columns.size],
    stride: [window.rows.stride, window.columns.stride],
    ...(await diagnose(network, convolution, limits)),
    dead,
  };
}
