import { countOf, countOfRepeated, type Constant } from './Constant.js';
import { formatDims } from './formatDims.js';

// Operations that only put values into another order or shape. They work on constants and, by the raster indices of its
// values, on a map.

/** @param dims may hold one −1, which stands for what is left */
export function reshape({ dims: from, data }: Constant, dims: number[]): Constant {
  const known = dims.filter((dim) => dim !== -1);
  const open = dims.length - known.length;
  const rest = data.length / countOf(known);
  const to = dims.map((dim) => (dim === -1 ? rest : dim));
  if (open > 1 || !Number.isInteger(rest) || countOf(to) !== data.length)
    throw new RangeError(`cannot reshape ${formatDims(from)} to ${formatDims(dims)}`);
  return { dims: to, data };
}

/** Axis, where −1 is the last one. @throws RangeError for one that is not there */
function axisOf(axis: number, rank: number): number {
  const found = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(found) || found < 0 || found >= rank)
    throw new RangeError(`there is no axis ${axis} among ${rank}`);
  return found;
}

/** @param order for each axis of the result the axis that it was */
export function transpose({ dims, data }: Constant, order: number[]): Constant {
  const axes = new Set(order.map((axis) => axisOf(axis, dims.length)));
  if (order.length !== dims.length || axes.size !== dims.length)
    throw new RangeError(
      `cannot transpose ${formatDims(dims)} by ${order.slice(0, dims.length).join(', ')}`,
    );
  const steps = stepsOf(dims);
  return walk(
    data,
    order.map((axis) => ({ length: dims[axis]!, step: steps[axis]! })),
  );
}

export interface Cut {
  axis: number;
  /** First index; negative ones count from the end, and what lies outside is clamped. */
  start: number;
  end: number;
  step?: number;
}

export function slice({ dims, data }: Constant, cuts: Cut[]): Constant {
  const steps = stepsOf(dims);
  const axes = dims.map((length, i) => ({ length, step: steps[i]! }));
  let offset = 0;
  for (const { axis: given, start, end, step = 1 } of cuts) {
    const axis = axisOf(given, dims.length);
    if (step === 0 || !Number.isInteger(step))
      throw new RangeError(`cannot slice by a step of ${step}`);
    const length = dims[axis]!;
    const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
    const clamp = (index: number) =>
      Math.min(high, Math.max(low, index < 0 ? index + length : index));
    const first = clamp(start);
    const count = Math.max(0, Math.ceil((clamp(end) - first) / step));
    offset += first * steps[axis]!;
    axes[axis] = { length: count, step: step * steps[axis]! };
  }
  return walk(data, axes, offset);
}

/** Picks along an axis: the dims of `indices` take its place. */
export function gather({ dims, data }: Constant, indices: Constant, given: number): Constant {
  const axis = axisOf(given, dims.length);
  const [outer, inner] = [dims.slice(0, axis), dims.slice(axis + 1)];
  const [length, run] = [dims[axis]!, countOf(inner)];
  const result: Constant = {
    dims: [...outer, ...indices.dims, ...inner],
    data: data.slice(0, 0),
  };
  const count = countOfRepeated(result.dims, data.length);
  const picked = new (data.constructor as Float64ArrayConstructor)(count);
  let to = 0;
  for (let o = 0; o < countOf(outer); o++)
    for (const index of indices.data) {
      const from = (o * length + axisOf(index, length)) * run;
      picked.set(data.subarray(from, from + run), to);
      to += run;
    }
  return { ...result, data: picked };
}

/** A tensor with other values at some places: the last axis of `places` holds the first indices of each. */
export function scattered(x: Constant, places: Constant, values: Constant): Constant {
  const depth = places.dims.at(-1) ?? 0;
  const steps = stepsOf(x.dims);
  const run = countOf(x.dims.slice(depth));
  const count = depth > 0 ? places.data.length / depth : 0;
  if (depth < 1 || depth > x.dims.length || values.data.length !== count * run)
    throw new RangeError(`cannot put ${formatDims(values.dims)} into ${formatDims(x.dims)}`);
  const data = x.data.slice();
  for (let i = 0; i < count; i++) {
    let to = 0;
    for (let axis = 0; axis < depth; axis++)
      to += axisOf(places.data[i * depth + axis]!, x.dims[axis]!) * steps[axis]!;
    data.set(values.data.subarray(i * run, (i + 1) * run), to);
  }
  return { dims: x.dims, data };
}

/** Joins tensors along an axis. */
export function concat(joined: readonly (Constant | undefined)[], given: number): Constant {
  const parts = joined.filter((part) => part !== undefined);
  const [first] = parts;
  if (!first || parts.length < joined.length)
    throw new RangeError('one of the tensors that it joins is left out');
  const axis = axisOf(given, first.dims.length);
  const alike = ({ dims }: Constant) =>
    dims.length === first.dims.length &&
    dims.every((dim, i) => i === axis || dim === first.dims[i]);
  if (!parts.every(alike)) throw new RangeError('cannot join tensors of different dims');
  const dims = first.dims.with(
    axis,
    parts.reduce((sum, part) => sum + part.dims[axis]!, 0),
  );
  const data = new (first.data.constructor as Float64ArrayConstructor)(countOf(dims));
  const outer = countOf(dims.slice(0, axis));
  let to = 0;
  for (let o = 0; o < outer; o++)
    for (const part of parts) {
      const run = part.data.length / outer;
      data.set(part.data.subarray(o * run, (o + 1) * run), to);
      to += run;
    }
  return { dims, data };
}

/** For each axis, how far apart its neighbours lie. */
function stepsOf(dims: number[]): number[] {
  const steps = dims.map(() => 1);
  for (let i = dims.length - 2; i >= 0; i--) steps[i] = steps[i + 1]! * dims[i + 1]!;
  return steps;
}

function walk(
  data: Constant['data'],
  axes: { length: number; step: number }[],
  offset = 0,
): Constant {
  const dims = axes.map(({ length }) => length);
  const result = new (data.constructor as Float64ArrayConstructor)(countOf(dims));
  const at = dims.map(() => 0);
  let from = offset;
  for (let to = 0; to < result.length; to++) {
    result[to] = data[from]!;
    for (let i = axes.length - 1; i >= 0; i--) {
      const { length, step } = axes[i]!;
      from += step;
      if (++at[i]! < length) break;
      from -= length * step;
      at[i] = 0;
    }
  }
  return { dims, data: result };
}
