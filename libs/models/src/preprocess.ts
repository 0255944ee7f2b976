import {
  extentOf,
  inputSizeOf,
  luminance,
  type ChannelOrder,
  type InputSize,
  type Raster,
} from '@deconv/pictures';
import { briefJson } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** How pixels become a network's input: `(pixel − meanSubtract) · scale`, channels in `channelOrder`. */
export interface Preprocess {
  /** Side of the square image, or height and width, in pixels. */
  inputSize: InputSize;
  channelOrder: ChannelOrder;
  /** Red, green, blue; of pixels 0–255. Always in RGB order. */
  meanSubtract: [number, number, number];
  /** One factor for all, or red, green, blue. */
  scale: number | [number, number, number];
}

/**
 * @param picture RGB, or RGBA, whose alpha is ignored
 * @returns [1, height, width, 3], or [1, height, width, 1] of brightness, for the caller to dispose
 * @throws RangeError where there are not three or four values a pixel
 */
export function toInput({ width, height, data }: Raster, preprocess: Preprocess): Tensor4D {
  const depth = data.length / (width * height);
  if (depth !== 3 && depth !== 4)
    throw new RangeError(
      `${data.length} values for ${width}×${height} pixels; expected three or four a pixel`,
    );
  const { channelOrder, meanSubtract, scale } = preprocess;
  const factors = isTriple(scale) ? scale : [scale, scale, scale];
  const channels = channelOrder === 'grey' ? 1 : 3;
  const numbers = new Float32Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * depth;
    if (channels === 1) {
      const grey = luminance(data[at]!, data[at + 1]!, data[at + 2]!);
      numbers[pixel] = (grey - meanSubtract[0]) * factors[0]!;
      continue;
    }
    for (let c = 0; c < 3; c++) {
      const target = channelOrder === 'BGR' ? 2 - c : c;
      numbers[pixel * 3 + target] = (data[at + c]! - meanSubtract[c]!) * factors[c]!;
    }
  }
  return tf.tensor4d(numbers, [1, height, width, channels]);
}

/** Of the input, as the model itself says it. */
export interface KnownInput {
  /** In pixels; of a square where its width is not said. */
  height?: number | undefined;
  width?: number | undefined;
  /** Those of an image; where they are not known yet, what fits one or three is let pass. */
  channels?: number | undefined;
}

/**
 * @param json content of preprocess.json; undefined where there is none
 * @throws TypeError that names the field of preprocess.json that does not fit
 */
export function readPreprocess(
  json: unknown,
  { height, width = height, channels }: KnownInput,
): Preprocess {
  const given = fieldsOf(json);
  const known = height === undefined ? undefined : inputSizeOf({ height, width: width ?? height });
  const inputSize = given.inputSize ?? known;
  if (!isSize(inputSize))
    throw wrong('inputSize', inputSize, 'a whole number of pixels, or [height, width]');
  const said = inputSizeOf(extentOf(inputSize));
  if (known !== undefined && String(said) !== String(known))
    throw wrong('inputSize', inputSize, `${briefJson(known)}, the size that the model says`);
  return { inputSize: said, ...readChannels(given, channels) };
}

const isSize = (value: unknown): value is InputSize =>
  [value].flat().every((side) => Number.isInteger(side) && (side as number) >= 1) &&
  (!Array.isArray(value) || value.length === 2);

type Fields = Partial<Record<keyof Preprocess, unknown>>;

function readChannels(given: Fields, channels: number | undefined): Omit<Preprocess, 'inputSize'> {
  if (channels === 1) return readGrey(given);
  try {
    return readColour(given);
  } catch (error) {
    if (channels !== undefined) throw error;
    try {
      return readGrey(given);
    } catch {
      throw error;
    }
  }
}

function readColour(given: Fields): Omit<Preprocess, 'inputSize'> {
  const { channelOrder = 'RGB', meanSubtract = [0, 0, 0], scale = 1 } = given;
  if (channelOrder !== 'RGB' && channelOrder !== 'BGR')
    throw wrong('channelOrder', channelOrder, '"RGB" or "BGR"');
  if (!isTriple(meanSubtract)) throw wrong('meanSubtract', meanSubtract, 'three numbers');
  if (!isNumber(scale) && !isTriple(scale)) throw wrong('scale', scale, 'a number, or three');
  return { channelOrder, meanSubtract, scale };
}

/** Of one channel: brightness is the same, whatever order is said. */
function readGrey(given: Fields): Omit<Preprocess, 'inputSize'> {
  const { channelOrder = 'grey' } = given;
  const orders: unknown[] = ['grey', 'RGB', 'BGR'];
  if (!orders.includes(channelOrder)) throw wrong('channelOrder', channelOrder, '"grey"');
  const [mean, scale] = (['meanSubtract', 'scale'] as const).map((field, i) => {
    const value = given[field] ?? i;
    const all = [value].flat();
    if (!all.every(isNumber) || new Set(all).size !== 1)
      throw wrong(field, value, 'one number: the network reads one channel');
    return all[0]!;
  }) as [number, number];
  return { channelOrder: 'grey', meanSubtract: [mean, mean, mean], scale };
}

function fieldsOf(json: unknown = {}): Fields {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  throw new TypeError(
    `preprocess.json: expected {inputSize, channelOrder, meanSubtract, scale}, not ${briefJson(json, 40)}`,
  );
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

const isTriple = (value: unknown): value is [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every(isNumber);

function wrong(field: string, value: unknown, expected: string): TypeError {
  return new TypeError(`preprocess.json: ${field} is ${briefJson(value)}; expected ${expected}`);
}
