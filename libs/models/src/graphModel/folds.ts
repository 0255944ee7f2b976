import { concat, gather, reshape, slice, transpose, type Cut } from '../operations/arrange.js';
import { countOfFilled, integers, type Constant } from '../operations/Constant.js';
import type { Dialect, Fold } from '../operations/Dialect.js';
import { elementwise } from '../operations/elementwise.js';
import { foldsOf } from '../operations/foldsOf.js';
import { formatDims } from '../operations/formatDims.js';
import { MOST_OUTPUTS, type Operation } from '../operations/graph.js';

const wholeOf = ({ attributes }: Operation, name: string, otherwise: number): number => {
  const value = attributes.get(name) ?? otherwise;
  if (typeof value !== 'number') throw new RangeError(`its attribute ${name} is not a number`);
  return value;
};

function required(value: Constant | undefined, what: string): number[] {
  if (!value) throw new RangeError(`it does not say its ${what}`);
  return Array.from(value.data);
}

function first(value: Constant | undefined, what: string): number {
  const [found] = required(value, what);
  if (found === undefined) throw new RangeError(`its ${what} is empty`);
  return found;
}

const fromStart = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const mapped =
  (compute: (value: number) => number): Fold =>
  ([x]) => [{ dims: x!.dims, data: x!.data.map(compute) }];

const expanded = (x: Constant, axis: number): Constant =>
  reshape(x, x.dims.toSpliced(fromStart(axis, x.dims.length + 1), 0, 1));

const squeezed: Fold = ([x], { attributes }) => {
  const { dims } = x!;
  const said = attributes.get('squeeze_dims');
  const axes = Array.isArray(said) ? said.map((axis) => fromStart(axis, dims.length)) : [];
  const gone = (dim: number, i: number): boolean => (axes.length ? axes.includes(i) : dim === 1);
  const kept = dims.filter((dim, i) => !gone(dim, i));
  return [reshape(x!, kept)];
};

const FLOATS: ReadonlySet<unknown> = new Set(['DT_FLOAT', 'DT_DOUBLE', 'DT_HALF', 'DT_BFLOAT16']);

/** Whether a cast keeps fractions. */
export const isToFloats = ({ attributes }: Operation): boolean =>
  FLOATS.has(attributes.get('DstT') ?? 'DT_FLOAT');

const cast: Fold = ([x], operation) => {
  const { dims, data } = x!;
  if (isToFloats(operation)) return [{ dims, data: Float32Array.from(data) }];
  return [integers(data.map(Math.trunc), dims)];
};

const concatenated: Fold = (inputs) => [concat(inputs.slice(0, -1), first(inputs.at(-1), 'axis'))];

const packed: Fold = (parts, operation) => {
  const axis = wholeOf(operation, 'axis', 0);
  return [
    concat(
      parts.map((part) => part && expanded(part, axis)),
      fromStart(axis, parts[0]!.dims.length + 1),
    ),
  ];
};

/** Parts along an axis, each with its length. */
function cutUp(x: Constant, axis: number, sizes: number[]): Constant[] {
  let start = 0;
  return sizes.map((size) => slice(x, [{ axis, start, end: (start += size) }]));
}

const splitted: Fold = ([x, axes], operation) => {
  const axis = fromStart(first(axes, 'axis'), x!.dims.length);
  const parts = wholeOf(operation, 'num_split', operation.outputs.length);
  const each = (x!.dims[axis] ?? NaN) / parts;
  if (!Number.isInteger(each) || parts > MOST_OUTPUTS)
    throw new RangeError(`cannot split ${formatDims(x!.dims)} along axis ${axis} into ${parts}`);
  return cutUp(x!, axis, Array<number>(parts).fill(each));
};

const splittedBy: Fold = ([x, said, axes]) => {
  const axis = fromStart(first(axes, 'axis'), x!.dims.length);
  const sizes = required(said, 'sizes');
  const known = sizes.filter((size) => size >= 0).reduce((sum, size) => sum + size, 0);
  const rest = (x!.dims[axis] ?? NaN) - known;
  return cutUp(
    x!,
    axis,
    sizes.map((size) => (size < 0 ? rest : size)),
  );
};

const sliced: Fold = ([x, begins, sizes]) => {
  const lengths = required(sizes, 'size');
  const cuts = required(begins, 'begin').map((start, axis): Cut => {
    const length = lengths[axis]!;
    return { axis, start, end: length === -1 ? Infinity : start + length };
  });
  return [slice(x!, cuts)];
};

const stridedSlice: Fold = ([x, begins, ends, strides], operation) => {
  const has = (mask: string, axis: number): boolean =>
    (wholeOf(operation, mask, 0) & (1 << axis)) !== 0;
  const [end, stride] = [required(ends, 'end'), required(strides, 'strides')];
  if (wholeOf(operation, 'ellipsis_mask', 0) || wholeOf(operation, 'new_axis_mask', 0))
    throw new RangeError('it slices by an ellipsis or a new axis, which is not read');
  const gone = new Set<number>();
  const cuts = required(begins, 'begin').map((start, axis): Cut => {
    const step = stride[axis]!;
    const beyond = step > 0 ? Infinity : -Infinity;
    if (has('shrink_axis_mask', axis)) {
      gone.add(axis);
      return { axis, start, end: start === -1 ? Infinity : start + 1 };
    }
    return {
      axis,
      start: has('begin_mask', axis) ? -beyond : start,
      end: has('end_mask', axis) ? beyond : end[axis]!,
      step,
    };
  });
  const part = slice(x!, cuts);
  return [
    reshape(
      part,
      part.dims.filter((_, axis) => !gone.has(axis)),
    ),
  ];
};

const filled: Fold = ([shape, value]) => {
  const dims = required(shape, 'dims');
  const { data } = value!;
  const count = countOfFilled(dims);
  const filler = first(value, 'value');
  return [{ dims, data: new (data.constructor as Float32ArrayConstructor)(count).fill(filler) }];
};

/** As exports multiply the dims of a shape. */
const multiplied: Fold = ([x], operation) => {
  if (x!.dims.length !== 1 || wholeOf(operation, 'keep_dims', 0))
    throw new RangeError('it multiplies along one of several axes, which is not read');
  return [integers([Array.from(x!.data).reduce((a, b) => a * b, 1)], [])];
};

/** Parts along an axis, without that axis. */
const unpacked: Fold = ([x], operation) => {
  const axis = fromStart(wholeOf(operation, 'axis', 0), x!.dims.length);
  const parts = x!.dims[axis] ?? NaN;
  if (!(parts <= MOST_OUTPUTS))
    throw new RangeError(`cannot unpack ${formatDims(x!.dims)} along axis ${axis}`);
  return cutUp(x!, axis, Array<number>(parts).fill(1)).map((part) =>
    reshape(part, part.dims.toSpliced(axis, 1)),
  );
};

/** Blocks of channels as positions, and the other way round. */
const spaced: Fold = ([x], operation) => {
  const { block, n, height, width, depth } = blocksOf(x!, operation);
  const channels = wholePart(depth, block ** 2);
  const split = reshape(x!, [n, height, width, block, block, channels]);
  const moved = transpose(split, [0, 1, 3, 2, 4, 5]);
  return [reshape(moved, [n, height * block, width * block, channels])];
};

const deepened: Fold = ([x], operation) => {
  const { block, n, height, width, depth } = blocksOf(x!, operation);
  const [rows, columns] = [wholePart(height, block), wholePart(width, block)];
  const split = reshape(x!, [n, rows, block, columns, block, depth]);
  const moved = transpose(split, [0, 1, 3, 2, 4, 5]);
  return [reshape(moved, [n, rows, columns, depth * block ** 2])];
};

function blocksOf({ dims }: Constant, operation: Operation) {
  const block = wholeOf(operation, 'block_size', 0);
  if (dims.length !== 4) throw new RangeError(`its input has ${dims.length} axes; expected 4`);
  if (!Number.isInteger(block) || block < 1)
    throw new RangeError(`its block_size is ${block}; expected a whole number ≥ 1`);
  const [n, height, width, depth] = dims as [number, number, number, number];
  return { block, n, height, width, depth };
}

function wholePart(size: number, by: number): number {
  if (size % by !== 0) throw new RangeError(`${size} cannot be divided by ${by}`);
  return size / by;
}

/** Operations on constants, by kind. */
export const FOLDS = foldsOf({
  Add: [2, elementwise((a, b) => a + b)],
  AddV2: [2, elementwise((a, b) => a + b)],
  Cast: [1, cast],
  ConcatV2: [2, concatenated],
  DepthToSpace: [1, spaced],
  ExpandDims: [2, ([x, axis]) => [expanded(x!, first(axis, 'axis'))]],
  Fill: [2, filled],
  GatherV2: [3, ([x, indices, axis]) => [gather(x!, indices!, first(axis, 'axis'))]],
  Identity: [1, ([x]) => [x!]],
  Maximum: [2, elementwise(Math.max)],
  Minimum: [2, elementwise(Math.min)],
  Mul: [2, elementwise((a, b) => a * b)],
  Pack: [1, packed],
  PlaceholderWithDefault: [1, ([x]) => [x!]],
  Prod: [1, multiplied],
  RealDiv: [2, elementwise((a, b) => a / b)],
  Reshape: [2, ([x, shape]) => [reshape(x!, required(shape, 'shape'))]],
  Rsqrt: [1, mapped((value) => 1 / Math.sqrt(value))],
  Shape: [1, ([x]) => [integers(x!.dims, [x!.dims.length])]],
  Slice: [3, sliced],
  SpaceToDepth: [1, deepened],
  Split: [2, splitted],
  SplitV: [3, splittedBy],
  Sqrt: [1, mapped(Math.sqrt)],
  Squeeze: [1, squeezed],
  StridedSlice: [4, stridedSlice],
  Sub: [2, elementwise((a, b) => a - b)],
  Transpose: [2, ([x, order]) => [transpose(x!, required(order, 'order'))]],
  Unpack: [1, unpacked],
});

/** What only puts values elsewhere, of a map as of a constant. */
export const ARRANGING: Dialect['arranging'] = new Set([
  'DepthToSpace',
  'ExpandDims',
  'GatherV2',
  'Reshape',
  'Slice',
  'SpaceToDepth',
  'Split',
  'SplitV',
  'Squeeze',
  'StridedSlice',
  'Transpose',
  'Unpack',
]);
