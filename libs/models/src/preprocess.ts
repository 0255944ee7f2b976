import type { Raster } from '@deconv/pictures';
import { briefJson } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** How pixels become a network's input: `(pixel − meanSubtract) · scale`, channels in `channelOrder`. */
export interface Preprocess {
  /** Side of the square image, in pixels. */
  inputSize: number;
  channelOrder: 'RGB' | 'BGR';
  /** Red, green, blue; of pixels 0–255. Always in RGB order. */
  meanSubtract: [number, number, number];
  /** One factor for all, or red, green, blue. */
  scale: number | [number, number, number];
}

/**
 * @param picture RGB, or RGBA, whose alpha is ignored
 * @returns [1, height, width, 3], for the caller to dispose
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
  const values = new Float32Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let c = 0; c < 3; c++) {
      const target = channelOrder === 'BGR' ? 2 - c : c;
      values[pixel * 3 + target] = (data[pixel * depth + c]! - meanSubtract[c]!) * factors[c]!;
    }
  return tf.tensor4d(values, [1, height, width, 3]);
}

/**
 * @param json content of preprocess.json; undefined where there is none
 * @param modelSize height that the model itself says, in pixels
 * @throws TypeError that names the field of preprocess.json that does not fit
 */
export function readPreprocess(json: unknown, modelSize?: number): Preprocess {
  const given = fieldsOf(json);
  const { channelOrder = 'RGB', meanSubtract = [0, 0, 0], scale = 1 } = given;
  const inputSize = given.inputSize ?? modelSize;
  if (!isNumber(inputSize) || !Number.isInteger(inputSize) || inputSize < 1)
    throw wrong('inputSize', inputSize, 'a whole number of pixels');
  if (modelSize !== undefined && inputSize !== modelSize)
    throw wrong('inputSize', inputSize, `${modelSize}, the size that model.json says`);
  if (channelOrder !== 'RGB' && channelOrder !== 'BGR')
    throw wrong('channelOrder', channelOrder, '"RGB" or "BGR"');
  if (!isTriple(meanSubtract)) throw wrong('meanSubtract', meanSubtract, 'three numbers');
  if (!isNumber(scale) && !isTriple(scale)) throw wrong('scale', scale, 'a number, or three');
  return { inputSize, channelOrder, meanSubtract, scale };
}

function fieldsOf(json: unknown = {}): Partial<Record<keyof Preprocess, unknown>> {
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
