import { addOp, channelScale, gateOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Layout } from './graph.js';
import type { Read } from './single.js';
import type { Plan, Use } from './Use.js';
import { perChannel } from './weights.js';

/** Sum, difference, product or quotient of a map and a constant; the sum of maps; a map times its gate. */
export const arithmetic =
  (kind: 'Add' | 'Sub' | 'Mul' | 'Div', layout: Layout): Read =>
  (use) => {
    const maps = use.values.flatMap((_, i) => (use.isMap(i) ? [i] : []));
    if (maps.length > 1) {
      if (kind === 'Add' && maps.length === use.values.length) return { steps: [addOp], maps };
      if (kind === 'Mul') return gated(use, layout);
      throw new RangeError('it combines two maps, which has no one way down; only their sum has');
    }
    if (use.values.length !== 2)
      throw new RangeError(`it reads ${use.values.length} inputs; expected two`);
    const [map] = maps;
    if (map === undefined) throw new RangeError('none of its inputs is a map');
    const constant = use.constant(1 - map, 'constant');
    if (kind === 'Div' && map === 1)
      throw new RangeError('it divides by a map, which has no way down');
    const behind = layout === 'NCHW' ? Math.max(0, use.dims(map).length - 2) : 0;
    const sign = kind === 'Sub' ? -1 : 1;
    const make = (x: MapShape): Op => {
      const values = perChannel(constant, x, behind);
      const [zeros, ones] = [values.map(() => 0), values.map(() => 1)];
      const inverse = values.map((value) => 1 / value);
      if (kind === 'Mul') return scale(x, values, zeros);
      if (kind === 'Div') return scale(x, inverse, zeros);
      if (map === 1) return scale(x, signed(ones, sign), values);
      return scale(x, ones, signed(values, sign));
    };
    return { steps: [([x]) => make(x!)], maps };
  };

/** Of two maps that are multiplied, the gate is the one that is computed from the other. */
function gated(use: Use, layout: Layout): Plan {
  const map = [0, 1].find((index) => use.isMadeFrom(1 - index, index));
  if (map === undefined)
    throw new RangeError(
      'it multiplies two maps, neither of which is computed from the other, so that none is the gate of the other',
    );
  const maps = [map, 1 - map];
  const [axes, axesOfGate] = maps.map((index) => use.dims(index).length);
  if (layout === 'NCHW' && axes !== axesOfGate)
    throw new RangeError(`it multiplies ${axes} axes by ${axesOfGate}; expected as many`);
  return { steps: [gateOp], maps, spread: true };
}

const signed = (values: Float32Array, sign: number): Float32Array =>
  values.map((value) => sign * value);

/**
 * A factor and a shift for each channel.
 * @throws RangeError for values that are not finite
 */
function scale(x: MapShape, factors: Float32Array, shifts: Float32Array): Op {
  if (![...factors, ...shifts].every(Number.isFinite))
    throw new RangeError('its constant makes values that are not finite');
  return channelScale(x, tf.tensor1d(factors), tf.tensor1d(shifts));
}
