import { outputExtent, type Window } from '@deconv/geometry';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { greatestOnGraphics, unpoolOnGraphics } from '../graphics/poolKernels.js';
import { inMemory, maxPoolInMemory, unpoolInMemory } from './poolInMemory.js';
import { spanned } from './spanned.js';

export interface Pooled {
  /** [batch, h, w, channels] */
  value: Tensor4D;
  /** int32 [batch, h, w, channels]: where in its window each maximum stood, 0 … size² − 1 in raster order. */
  switches: Tensor4D;
}

/**
 * Max pooling that also records its switches (Zeiler & Fergus, Section 2.1).
 *
 * A program for graphics processors, and plain loops where the numbers lie in main memory, because tfjs' own kernels disagree: on
 * ties the backends choose different positions, and wasm returns wrong values for windows whose maximum is ≤ 0. Here
 * the first maximum in raster order wins everywhere, and the offset inside the window is small enough to be exact on
 * GPUs that compute in 16 bits.
 * @param x [batch, height, width, channels]; padding counts as −∞
 */
export function maxPool(x: Tensor4D, window: Window): Pooled {
  if (inMemory()) return maxPoolInMemory(x, window);
  const [batch, height, width, channels] = x.shape;
  const { height: h, width: w } = outputExtent({ height, width }, window);
  return greatestOnGraphics(x, window, [batch, h, w, channels]);
}

/**
 * Unpooling: puts each value back where its switch points; where windows overlap on one position, values add.
 * @param signal [batch, h, w, channels]
 * @param switches int32, as `maxPool` recorded them; batch 1 serves every image of the signal
 * @returns [batch, (h − 1)·stride + reach, …, channels], from the first window's first position (in the padding, if any)
 */
export function unpool(signal: Tensor4D, switches: Tensor4D, window: Window): Tensor4D {
  if (inMemory()) return unpoolInMemory(signal, switches, window);
  const [batch, , , channels] = signal.shape;
  const shape: Tensor4D['shape'] = [batch, ...spanned(signal.shape, window), channels];
  return unpoolOnGraphics(signal, switches, window, shape);
}
