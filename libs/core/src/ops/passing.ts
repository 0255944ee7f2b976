import { pointwise, type MapShape } from '@deconv/geometry';
import type { Op } from './op.js';
import { lrn, type LrnParameters } from './lrn.js';

/** The network's input: nothing lies below it. */
export function input(shape: MapShape): Op {
  return { ...identity('Input', shape), down: () => [] };
}

/** What changes nothing when a trained network is looked at: dropout, noise, a linear activation. */
export function identity(kind: string, shape: MapShape): Op {
  return {
    kind,
    window: pointwise(),
    shape,
    weights: {},
    forward: ([x]) => ({ value: x!.clone() }),
    down: (signal) => [signal],
    dispose: () => undefined,
  };
}

/**
 * Local response normalisation. The paper does not say how its deconvnet treats it; here the signal passes unchanged,
 * under every rule.
 */
export function lrnOp(shape: MapShape, parameters: LrnParameters): Op {
  return {
    ...identity('LRN', shape),
    forward: ([x]) => ({ value: lrn(x!, parameters) }),
  };
}
