/** Axes of a tensor that are worth reading. */
const MOST = 8;

/** Dims as a message names them: `1×3×224×224`. */
export const formatDims = (dims: readonly number[]): string =>
  `${dims.slice(0, MOST).join('×')}${dims.length > MOST ? '×…' : ''}`;
