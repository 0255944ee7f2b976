import { brief } from '@deconv/untrusted';
import { onImage } from '../operations/image.js';
import { resized, type Resizing } from '../operations/resized.js';
import type { Read } from '../operations/single.js';
import type { Use } from '../operations/Use.js';

type Place = Resizing['place'];

/** ONNX operators, Resize: where the coordinates of its output lie in its input. `scale` is that of the axis. */
const PLACES: Record<string, (scale: number) => Place> = {
  align_corners: () => (at, length, size) => (size === 1 ? 0 : (at * (length - 1)) / (size - 1)),
  asymmetric: (scale) => (at) => at / scale,
  half_pixel: (scale) => (at) => (at + 0.5) / scale - 0.5,
  pytorch_half_pixel: (scale) => (at, _, size) => (size > 1 ? (at + 0.5) / scale - 0.5 : 0),
};

const NEAREST: Record<string, Resizing['nearest']> = {
  ceil: Math.ceil,
  floor: Math.floor,
  round_prefer_ceil: (place) => Math.floor(place + 0.5),
  round_prefer_floor: (place) => Math.ceil(place - 0.5),
};

function named<T>(table: Record<string, T>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined)
    throw new RangeError(
      `its ${what} is "${brief(name, 30)}"; expected one of ${Object.keys(table).join(', ')}`,
    );
  return found;
}

/** Resize and, before opset 10, Upsample: rows and columns of an image's map. */
export const resize: Read = (use) => {
  const dims = use.dims(0);
  const { scales, sizes } = factorsOf(use, dims);
  if (dims.length !== 4 || sizes.length !== 4 || sizes[0] !== 1 || sizes[1] !== dims[1])
    throw new RangeError(
      `it resizes to ${sizes.slice(0, 8).join('×')}; expected other rows and columns only`,
    );
  const isOld = use.number('opset', 13) < 11;
  const places = named(
    PLACES,
    use.text('coordinate_transformation_mode', isOld ? 'asymmetric' : 'half_pixel'),
    'coordinate_transformation_mode',
  );
  const mode = named(
    { nearest: 'nearest', linear: 'linear', bilinear: 'linear' } as const,
    use.text('mode', 'nearest'),
    'mode',
  );
  if (use.number('antialias', 0))
    throw new RangeError('it filters what it makes smaller (antialias)');
  const nearest = named(
    NEAREST,
    use.text('nearest_mode', isOld ? 'floor' : 'round_prefer_floor'),
    'nearest_mode',
  );
  return onImage('NCHW', (x) => {
    // Both axes are read alike, each by its own factor.
    const place: Place = (at, length, size) =>
      places(size === sizes[2] && length === x.height ? scales[2]! : scales[3]!)(at, length, size);
    return resized(x, { height: sizes[2]!, width: sizes[3]! }, { mode, place, nearest });
  })(use);
};

/** By how much each axis grows, and to what. */
function factorsOf(use: Use, dims: number[]): { scales: number[]; sizes: number[] } {
  const isOld = use.number('opset', 13) < 11;
  const said = use.optional(isOld ? 1 : 2, 'scales')?.data ?? use.numbers('scales') ?? [];
  const sizes = Array.from((isOld ? undefined : use.optional(3, 'sizes')?.data) ?? []);
  const axes = use.numbers('axes');
  if (axes) throw new RangeError('it names the axes that it resizes');
  if (use.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch')
    throw new RangeError('it keeps the ratio of height and width');
  if (sizes.length) return { sizes, scales: sizes.map((size, i) => size / dims[i]!) };
  const scales = Array.from(said);
  const isOpen = scales.some((scale, i) => !Number.isInteger(scale * dims[i]!));
  if (isOpen && use.text('coordinate_transformation_mode', 'half_pixel') === 'align_corners')
    throw new RangeError('it aligns corners by a scale that ends between two positions');
  return { scales, sizes: scales.map((scale, i) => Math.floor(scale * dims[i]!)) };
}
