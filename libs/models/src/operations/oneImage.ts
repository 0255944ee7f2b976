import { extentOf, type InputSize } from '@deconv/pictures';
import { flatImage } from '../flatImage.js';
import type { Constant } from './Constant.js';
import type { Layout, Operation, OperationGraph } from './graph.js';
import { channelsIn, shapeOf } from './Value.js';

/** Values of an image beyond which a file claims what it cannot mean. */
const MOST = 2 ** 26;

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** An input as a file declares it. */
export interface AskedImage {
  name: string;
  /** Undefined for a dim that is open. */
  dims: (number | undefined)[];
  /** Dims that a first operation gives it, where it is a vector: those of an image. */
  reshaped?: number[] | undefined;
  /** Whether an operation brings its last axis, channels, before its positions. */
  transposed?: boolean;
}

/**
 * The image that a model reads, one at a time.
 * @param layout of maps in the file
 * @param inputSize height and width to use where the model leaves them open
 * @throws RangeError for anything but one input of four axes
 */
export function oneImage(
  asked: AskedImage[],
  layout: Layout,
  inputSize: InputSize | undefined,
): OperationGraph['image'] {
  const [image] = asked;
  if (!image || asked.length > 1)
    throw new RangeError(`the model has ${asked.length} inputs; expected one image`);
  const { name, dims } = image;
  const axes = layout === 'NCHW' ? 'channels, height, width' : 'height, width, channels';
  if (dims.length === 2 && dims[1] !== undefined) return flatOne(image, dims[1], layout);
  if (dims.length !== 4)
    throw new RangeError(
      `the model reads inputs of shape [${dims
        .slice(0, 8)
        .map((dim) => dim ?? '?')
        .join(', ')}]; expected [batch, ${axes}]`,
    );
  const found = layoutOf(dims, image.transposed ? 'NHWC' : layout);
  const sizes = sizesOf(dims, found, inputSize);
  if (sizes.includes(undefined))
    throw new RangeError(
      'the model leaves its input size open; say it as "inputSize" in preprocess.json, or by --input-size',
    );
  if (!sizes.every((size) => Number.isSafeInteger(size)) || product(sizes as number[]) > MOST)
    throw new RangeError(
      `the model reads images of ${sizes.join('×')} values; expected at most 2^26: export it for smaller ones`,
    );
  return { name, dims: [1, ...sizes] as [number, number, number, number], layout: found };
}

/** Sizes of its axes but that of images; what is open is three channels, and the size that is asked for. */
function sizesOf(
  [, ...dims]: AskedImage['dims'],
  layout: Layout,
  inputSize: InputSize | undefined,
): (number | undefined)[] {
  const open = inputSize === undefined ? undefined : extentOf(inputSize);
  const places = [open?.height, open?.width];
  const otherwise = layout === 'NHWC' ? [...places, 3] : [3, ...places];
  return dims.map((dim, i) => dim ?? otherwise[i]);
}

/** An image whose values stand in a row. */
function flatOne(
  { name, reshaped }: AskedImage,
  count: number,
  layout: Layout,
): OperationGraph['image'] {
  const [, ...sizes] = reshaped ?? [];
  const whole = sizes.length === 3 && sizes.every((size) => size > 0);
  const axis = channelsIn(layout, 4);
  const shape = whole && product(sizes) === count ? shapeOf([1, ...sizes], axis) : undefined;
  if (count > MOST) throw new RangeError(`the model reads ${count} values; expected at most 2^26`);
  const { height, width, channels } = flatImage(count, shape);
  const dims = layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
  return { name, dims: dims as OperationGraph['image']['dims'], layout, flat: true };
}

/** Exports from one framework to the other's format keep the image's layout, and transpose before the first convolution. */
function layoutOf([, second, , last]: AskedImage['dims'], otherwise: Layout): Layout {
  const isDepth = (dim: number | undefined): boolean => (dim ?? Infinity) <= 4;
  if (isDepth(last) && !isDepth(second)) return 'NHWC';
  if (isDepth(second) && !isDepth(last)) return 'NCHW';
  return otherwise;
}

/** Whether an operation of ONNX brings the last axis of a value of four before the two in the middle. */
export const isTransposed = (name: string, operations: readonly Operation[]): boolean =>
  operations.some(({ kind, inputs, attributes }) => {
    const perm = attributes.get('perm');
    const moved = Array.isArray(perm) && perm.join() === '0,3,1,2';
    return moved && kind === 'Transpose' && inputs[0] === name;
  });

/** Dims that the first reshape of a value gives it, where they are written down. */
export function reshapedDims(
  name: string,
  operations: readonly Operation[],
  constants: ReadonlyMap<string, Constant>,
): number[] | undefined {
  const reader = operations.find(({ kind, inputs }) => kind === 'Reshape' && inputs[0] === name);
  const shape = reader?.inputs[1];
  if (shape === undefined) return undefined;
  const made = operations.find(({ outputs }) => outputs.includes(shape))?.attributes.get('value');
  const known =
    constants.get(shape) ?? (typeof made === 'object' && 'data' in made ? made : undefined);
  return known && Array.from(known.data);
}
