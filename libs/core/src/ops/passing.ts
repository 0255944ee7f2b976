import { pointwise, type MapShape } from '@deconv/geometry';
import type { Op } from './op.js';

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
    passes: true,
    forward: ([x]) => ({ value: x!.clone() }),
    down: (signal) => [signal],
    onnx: (_, [x]) => x!,
    dispose: () => undefined,
  };
}
