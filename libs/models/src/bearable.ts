import { multiplyAdds, type Network, type Op } from '@deconv/core';
import { formatShape, type MapShape } from '@deconv/geometry';

// A few bytes of a file may ask for more than any machine has. Real networks stay far below these bounds.

/** Values of one map, and of one map with its padding. */
const MOST_OF_A_MAP = 2 ** 26;
/** Positions of a pooling's window, and values that all its windows read together. */
const MOST_TAPS = 4096;
const MOST_READ = 2 ** 28;
/** Values of all maps together, and multiply-adds of one image. */
const MOST_OF_MAPS = 2 ** 30;
const MOST_WORK = 2 ** 40;

const countOf = ({ height, width, channels }: MapShape): number => height * width * channels;

/** @throws RangeError for a map of no or too many values */
function requireSize(shape: MapShape): void {
  if (countOf(shape) <= MOST_OF_A_MAP && Object.values(shape).every((n) => n > 0)) return;
  throw new RangeError(`its map would be ${formatShape(shape)}; expected 1 to 2^26 values`);
}

/** @throws RangeError for an op that takes more memory than there can be */
export function requireBearable(op: Op, [input]: readonly MapShape[]): void {
  requireSize(op.shape);
  if (op.whole || !input) return;
  const { rows, columns } = op.window;
  const padded = {
    height: input.height + rows.before + rows.after,
    width: input.width + columns.before + columns.after,
    channels: input.channels,
  };
  if (countOf(padded) > MOST_OF_A_MAP)
    throw new RangeError(
      `its input with padding would be ${formatShape(padded)}; expected at most 2^26 values`,
    );
  const taps = rows.size * columns.size;
  if (multiplyAdds(op) === 0 && (taps > MOST_TAPS || taps * countOf(op.shape) > MOST_READ))
    throw new RangeError(
      `its window of ${rows.size}×${columns.size} positions over a map of ${formatShape(op.shape)} is too large to work with`,
    );
}

/** @throws Error for a network that would take more memory, or time for one image, than there can be */
export function requireBearableNetwork({ nodes }: Network): void {
  const values = nodes.reduce((sum, { op }) => sum + countOf(op.shape), 0);
  const work = nodes.reduce((sum, { op }) => {
    return sum + multiplyAdds(op) * op.shape.height * op.shape.width;
  }, 0);
  if (values > MOST_OF_MAPS)
    throw new Error(
      `the maps of the network come to ${values.toPrecision(2)} values for one image; expected at most 2^30: take smaller images`,
    );
  if (work > MOST_WORK)
    throw new Error(
      `the network takes ${work.toPrecision(2)} multiply-adds for one image; expected at most 2^40: take smaller images`,
    );
}
