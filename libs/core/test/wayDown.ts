import { wholeBox, type MapShape } from '@deconv/geometry';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { RULES, type Descent, type Op } from '../src/index.js';
import { cut } from '../src/ops/cut.js';

function notRecorded(): never {
  throw new Error('this way down was expected to need nothing recorded');
}

/**
 * Brings the signal of an op's whole output map down to its whole input map.
 * @param recorded what the op may ask for, if it does
 */
export function wayDown(
  op: Op,
  input: MapShape,
  signal: Tensor4D,
  recorded: Partial<Descent> = {},
): Tensor4D {
  const images = Array.from({ length: signal.shape[0] });
  const [down] = op.down(signal, {
    rule: RULES.gradient,
    boxes: images.map(() => wholeBox(op.shape)),
    output: notRecorded,
    input: notRecorded,
    switches: notRecorded,
    ...recorded,
  });
  const { rows, columns } = op.window;
  const corner = op.whole ? { top: 0, left: 0 } : { top: -rows.before, left: -columns.before };
  return cut(
    down!,
    [corner],
    images.map(() => wholeBox(input)),
  );
}
