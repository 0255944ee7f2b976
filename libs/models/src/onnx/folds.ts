import {
  concat,
  gather,
  reshape,
  scattered,
  slice,
  transpose,
  type Cut,
} from '../operations/arrange.js';
import { countOf, countOfFilled, integers, type Constant } from '../operations/Constant.js';
import type { Dialect, Fold } from '../operations/Dialect.js';
import { broadcast, elementwise, repeated } from '../operations/elementwise.js';
import { foldsOf } from '../operations/foldsOf.js';
import type { Operation } from '../operations/graph.js';
import { multiplied } from '../operations/multiplied.js';

/** Numbers that older opsets give as an attribute, and newer ones as an input. */
function given(
  input: Constant | undefined,
  { attributes }: Operation,
  name: string,
): number[] | undefined {
  if (input) return Array.from(input.data);
  const value = attributes.get(name);
  return typeof value === 'number' ? [value] : Array.isArray(value) ? value : undefined;
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`it does not say its ${what}`);
  return value;
}

const whole = ({ attributes }: Operation, name: string, otherwise: number): number => {
  const value = attributes.get(name) ?? otherwise;
  if (typeof value !== 'number') throw new RangeError(`its attribute ${name} is not a number`);
  return value;
};

const reshaped: Fold = ([x, shape], operation) => {
  const asked = required(given(shape, operation, 'shape'), 'shape');
  const kept = (dim: number, i: number): number =>
    dim === 0 && whole(operation, 'allowzero', 0) === 0 ? (x!.dims[i] ?? 0) : dim;
  return [reshape(x!, asked.map(kept))];
};

const flattened: Fold = ([x], operation) => {
  const axis = whole(operation, 'axis', 1);
  const first = x!.dims.slice(0, axis < 0 ? x!.dims.length + axis : axis);
  return [reshape(x!, [countOf(first), -1])];
};

const squeezed: Fold = ([x, axes], operation) => {
  const { dims } = x!;
  const said = given(axes, operation, 'axes')?.map((axis) =>
    axis < 0 ? axis + dims.length : axis,
  );
  const gone = (dim: number, i: number): boolean => (said ? said.includes(i) : dim === 1);
  return [
    reshape(
      x!,
      dims.filter((dim, i) => !gone(dim, i)),
    ),
  ];
};

const unsqueezed: Fold = ([x, axes], operation) => {
  const said = required(given(axes, operation, 'axes'), 'axes');
  const rank = x!.dims.length + said.length;
  const added = new Set(said.map((axis) => (axis < 0 ? axis + rank : axis)));
  const rest = [...x!.dims];
  return [
    reshape(
      x!,
      Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : rest.shift()!)),
    ),
  ];
};

const transposed: Fold = ([x], operation) => {
  const reversed = x!.dims.map((_, i) => x!.dims.length - 1 - i);
  return [transpose(x!, given(undefined, operation, 'perm') ?? reversed)];
};

const sliced: Fold = ([x, ...inputs], operation) => {
  const [starts, ends, axes, steps] = ['starts', 'ends', 'axes', 'steps'].map((name, i) =>
    given(inputs[i], operation, name),
  );
  const cuts = required(starts, 'starts').map((start, i): Cut => ({
    axis: axes?.[i] ?? i,
    start,
    end: required(ends?.[i], 'ends'),
    step: steps?.[i] ?? 1,
  }));
  return [slice(x!, cuts)];
};

const splitted: Fold = ([x, sizes], operation) => {
  const given_ = whole(operation, 'axis', 0);
  const axis = given_ < 0 ? given_ + x!.dims.length : given_;
  const parts = operation.outputs.length;
  const each = Math.ceil(required(x!.dims[axis], 'axis') / parts);
  const said = given(sizes, operation, 'split') ?? Array.from({ length: parts }, () => each);
  let start = 0;
  return said.map((size) => slice(x!, [{ axis, start, end: (start += size) }]));
};

/** Types of ONNX that hold fractions. */
export const FLOATS: ReadonlySet<number> = new Set([1, 10, 11, 16]);

const cast: Fold = ([x], operation) => {
  const { dims, data } = x!;
  if (FLOATS.has(whole(operation, 'to', 1))) return [{ dims, data: Float32Array.from(data) }];
  return [integers(data.map(Math.trunc), dims)];
};

const filled: Fold = ([shape], { attributes }) => {
  const value = attributes.get('value');
  const filler = typeof value === 'object' && 'data' in value ? value.data : new Float32Array(1);
  const [repeated] = filler;
  if (repeated === undefined) throw new RangeError('its value is empty');
  const dims = Array.from(shape!.data);
  const count = countOfFilled(dims);
  return [
    {
      dims,
      data: new (filler.constructor as Float32ArrayConstructor)(count).fill(repeated),
    },
  ];
};

const constant: Fold = (_, { attributes }) => {
  const value = attributes.get('value');
  const float = attributes.get('value_float');
  const int = attributes.get('value_int');
  const ints = attributes.get('value_ints');
  const floats = attributes.get('value_floats');
  if (typeof value === 'object' && 'data' in value) return [value];
  if (typeof float === 'number') return [{ dims: [], data: Float32Array.of(float) }];
  if (typeof int === 'number') return [integers([int], [])];
  if (Array.isArray(ints)) return [integers(ints, [ints.length])];
  if (Array.isArray(floats)) return [{ dims: [floats.length], data: Float32Array.from(floats) }];
  throw new RangeError('its value is of a type that is not read');
};

const divided = elementwise((a, b) => a / b);

const quotients: Fold = (inputs, operation) => {
  const [quotient] = divided(inputs, operation) as [Constant];
  const both = inputs.every((x) => x!.data instanceof Float64Array);
  return both ? [integers(quotient.data.map(Math.trunc), quotient.dims)] : [quotient];
};

const shapeOf: Fold = ([x], operation) => {
  const asked = x!.dims.slice(
    whole(operation, 'start', 0),
    whole(operation, 'end', x!.dims.length),
  );
  return [integers(asked, [asked.length])];
};

const mapped =
  (compute: (value: number) => number): Fold =>
  ([x]) => [{ dims: x!.dims, data: x!.data.map(compute) }];

const truth = (compute: (a: number, b: number) => boolean): Fold =>
  elementwise((a, b) => Number(compute(a, b)), 'truth');

const chosen: Fold = ([condition, a, b], operation) =>
  // The first one says what the results are: whole numbers or not.
  elementwise((x, y, is) => (is ? x : y))([a, b, condition], operation);

const remainder: Fold = (inputs, operation) => {
  const isSigned = whole(operation, 'fmod', 0) === 1;
  return elementwise((a, b) => (isSigned ? a % b : a - b * Math.floor(a / b)))(inputs, operation);
};

const ranged: Fold = ([start, limit, step]) => {
  const [from, to, by] = [start, limit, step].map((x) => x!.data[0] ?? NaN) as [
    number,
    number,
    number,
  ];
  const count = countOfFilled([Math.max(0, Math.ceil((to - from) / by))]);
  const data = new (start!.data.constructor as Float64ArrayConstructor)(count);
  return [{ dims: [count], data: data.map((_, i) => from + i * by) }];
};

const expanded: Fold = ([x, shape]) => [repeated(x!, broadcast(x!.dims, Array.from(shape!.data)))];

/** Blocks of channels as positions: ONNX operators, DepthToSpace. */
const spaced: Fold = ([x], operation) => {
  const [n, depth, height, width] = fourOf(x!);
  const block = blockOf(operation, depth);
  const isColumns = operation.attributes.get('mode') === 'CRD';
  const channels = depth / block ** 2;
  const split = isColumns
    ? reshape(x!, [n, channels, block, block, height, width])
    : reshape(x!, [n, block, block, channels, height, width]);
  const moved = transpose(split, isColumns ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]);
  return [reshape(moved, [n, channels, height * block, width * block])];
};

/** The other way round. */
const deepened: Fold = ([x], operation) => {
  const [n, channels, height, width] = fourOf(x!);
  const block = blockOf(operation, height * width);
  const split = reshape(x!, [n, channels, height / block, block, width / block, block]);
  const moved = transpose(split, [0, 3, 5, 1, 2, 4]);
  return [reshape(moved, [n, channels * block ** 2, height / block, width / block])];
};

function fourOf({ dims }: Constant): [number, number, number, number] {
  if (dims.length !== 4) throw new RangeError(`its input has ${dims.length} axes; expected 4`);
  return dims as [number, number, number, number];
}

function blockOf(operation: Operation, divided: number): number {
  const block = whole(operation, 'blocksize', 0);
  if (!Number.isInteger(block) || block < 1 || divided % block ** 2 !== 0)
    throw new RangeError(`its blocksize is ${block}, which does not divide ${divided}`);
  return block;
}

const tiled: Fold = ([x, times]) => {
  const dims = x!.dims.flatMap((dim) => [1, dim]);
  const to = x!.dims.flatMap((dim, axis) => [times!.data[axis] ?? 1, dim]);
  const many = repeated(reshape(x!, dims), to);
  return [
    reshape(
      many,
      x!.dims.map((dim, axis) => dim * to[2 * axis]!),
    ),
  ];
};

/** Operations on constants, by kind. */
export const FOLDS = foldsOf({
  Abs: [1, mapped(Math.abs)],
  Add: [2, elementwise((a, b) => a + b)],
  And: [2, truth((a, b) => a !== 0 && b !== 0)],
  Cast: [1, cast],
  Ceil: [1, mapped(Math.ceil)],
  Concat: [1, (parts, operation) => [concat(parts, whole(operation, 'axis', 0))]],
  Constant: [0, constant],
  ConstantOfShape: [1, filled],
  DepthToSpace: [1, spaced],
  Div: [2, quotients],
  Equal: [2, truth((a, b) => a === b)],
  Exp: [1, mapped(Math.exp)],
  Expand: [2, expanded],
  Flatten: [1, flattened],
  Floor: [1, mapped(Math.floor)],
  Gather: [2, ([x, indices], operation) => [gather(x!, indices!, whole(operation, 'axis', 0))]],
  Greater: [2, truth((a, b) => a > b)],
  GreaterOrEqual: [2, truth((a, b) => a >= b)],
  Identity: [1, ([x]) => [x!]],
  Less: [2, truth((a, b) => a < b)],
  LessOrEqual: [2, truth((a, b) => a <= b)],
  Log: [1, mapped(Math.log)],
  MatMul: [2, ([a, b]) => [multiplied(a!, b!)]],
  Max: [1, elementwise(Math.max)],
  Min: [1, elementwise(Math.min)],
  Mod: [2, remainder],
  Mul: [2, elementwise((a, b) => a * b)],
  Neg: [1, mapped((value) => -value)],
  Not: [1, mapped((value) => Number(!value))],
  Or: [2, truth((a, b) => a !== 0 || b !== 0)],
  Pow: [2, elementwise((a, b) => a ** b)],
  Range: [3, ranged],
  Reciprocal: [1, mapped((value) => 1 / value)],
  Relu: [1, mapped((value) => Math.max(0, value))],
  Reshape: [1, reshaped],
  ScatterND: [3, ([x, places, values]) => [scattered(x!, places!, values!)]],
  Shape: [1, shapeOf],
  Sigmoid: [1, mapped((value) => 1 / (1 + Math.exp(-value)))],
  Size: [1, ([x]) => [integers([countOf(x!.dims)], [])]],
  Slice: [1, sliced],
  Split: [1, splitted],
  Squeeze: [1, squeezed],
  SpaceToDepth: [1, deepened],
  Sqrt: [1, mapped(Math.sqrt)],
  Sub: [2, elementwise((a, b) => a - b)],
  Tanh: [1, mapped(Math.tanh)],
  Tile: [2, tiled],
  Transpose: [1, transposed],
  Unsqueeze: [1, unsqueezed],
  Where: [3, chosen],
});

/** What only puts values elsewhere, of a map as of a constant. */
export const ARRANGING: Dialect['arranging'] = new Set([
  'DepthToSpace',
  'Flatten',
  'Gather',
  'Reshape',
  'Slice',
  'SpaceToDepth',
  'Split',
  'Squeeze',
  'Transpose',
  'Unsqueeze',
]);
