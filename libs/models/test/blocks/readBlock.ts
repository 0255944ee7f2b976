import { readFileSync } from 'node:fs';
import type { RuleName } from '@deconv/core';

const HERE = new URL('./', import.meta.url).pathname;
const SIDE = 12;
const CLASSES = 3;

/** A small network of test/zoo/blocks.py. */
export interface Block {
  name: string;
  rules: RuleName[];
  opsets: number[];
}

export const BLOCKS = (
  JSON.parse(readFileSync(`${HERE}blocks.json`, 'utf8')) as { blocks: Block[] }
).blocks;

/** What PyTorch computes of `blockImage`, in 64 bits. */
export interface Expected {
  answer: Float32Array;
  /** The largest number of the answer. */
  channel: number;
  /** Of that number, channels first: [3, 12, 12]. */
  projections: Map<RuleName, Float32Array>;
}

export function expectedOf({ name, rules }: Block): Expected {
  const bytes = new Uint8Array(readFileSync(`${HERE}${name}.bin`));
  const floats = new Float32Array(bytes.buffer);
  const answer = floats.subarray(0, CLASSES);
  const size = 3 * SIDE * SIDE;
  return {
    answer,
    channel: answer.indexOf(Math.max(...answer)),
    projections: new Map(
      rules.map((rule, i) => [rule, floats.subarray(CLASSES + i * size, CLASSES + (i + 1) * size)]),
    ),
  };
}

export const blockFile = (name: string, opset = 17): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`${HERE}${opset === 17 ? name : `${name}-${opset}`}.onnx`));

/** The image that blocks.py shows them, channels first: [3, 12, 12], from -1 to 1. */
export const blockImage = (): Float32Array =>
  Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => ((i * 7919) % 1009) / 504.5 - 1);
