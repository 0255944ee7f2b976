import { reshape, transpose } from './arrange.js';
import { countOfRepeated, type Constant } from './Constant.js';
import { repeated } from './elementwise.js';

/** A constant that stands beside a map, value by value: a number for each channel, or for each place too. */
export interface Besides {
  /** As many as there are channels. */
  perChannel?: Float32Array;
  /** In the order of the map's node; of one channel where all have the same. */
  perPlace?: Constant;
}

/**
 * @param dims of the map, which the constant's are repeated to
 * @param channels which of the axes holds channels
 */
export function besides(constant: Constant, dims: number[], channels: number): Besides {
  const more = dims.length - constant.dims.length;
  const given = reshape(constant, [...Array<number>(more).fill(1), ...constant.dims]);
  const isAlike = given.dims.every((dim, axis) => dim === 1 || axis === channels);
  if (isAlike) {
    const values = Float32Array.from(given.data);
    const perChannel = values.length === 1 ? filled(dims[channels]!, values[0]!) : values;
    return { perChannel };
  }
  const all = dims.map((dim, axis) => (axis === channels ? given.dims[axis]! : dim));
  countOfRepeated(all, given.data.length);
  const order = [...dims.keys()].filter((axis) => axis !== channels);
  return { perPlace: transpose(repeated(given, all), [...order, channels]) };
}

const filled = (count: number, value: number): Float32Array => new Float32Array(count).fill(value);
