import { concat, gather, reshape, slice, transpose, type Cut } from '../operations/arrange.js';
import { countOf, countOfFilled, integers, type Constant } from '../operations/Constant.js';
import type { Dialect, Fold } from '../operations/Dialect.js';
import { elementwise } from '../operations/elementwise.js';
import { foldsOf } from '../operations/foldsOf.js';
import type { Operation } from '../operations/graph.js';

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

/** Operations on constants, by kind. */
export const FOLDS = foldsOf({
  Add: [2, elementwise((a, b) => a + b)],
  Cast: [1, cast],
  Concat: [1, (parts, operation) => [concat(parts, whole(operation, 'axis', 0))]],
  Constant: [0, constant],
  ConstantOfShape: [1, filled],
  Div: [2, quotients],
  Flatten: [1, flattened],
  Floor: [1, ([x]) => [{ dims: x!.dims, data: x!.data.map(Math.floor) }]],
  Gather: [2, ([x, indices], operation) => [gather(x!, indices!, whole(operation, 'axis', 0))]],
  Identity: [1, ([x]) => [x!]],
  Mul: [2, elementwise((a, b) => a * b)],
  Reshape: [1, reshaped],
  Shape: [1, shapeOf],
  Slice: [1, sliced],
  Split: [1, splitted],
  Squeeze: [1, squeezed],
  Sqrt: [1, ([x]) => [{ dims: x!.dims, data: x!.data.map(Math.sqrt) }]],
  Sub: [2, elementwise((a, b) => a - b)],
  Transpose: [1, transposed],
  Unsqueeze: [1, unsqueezed],
});

/** What only puts values elsewhere, of a map as of a constant. */
export const ARRANGING: Dialect['arranging'] = new Set([
  'Flatten',
  'Gather',
  'Reshape',
  'Slice',
  'Split',
  'Squeeze',
  'Transpose',
  'Unsqueeze',
]);
