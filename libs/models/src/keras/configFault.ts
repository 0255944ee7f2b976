import { briefJson } from '@deconv/untrusted';
import type { KerasConfig, KerasLayer } from './kerasLayer.js';

/** A check of one option: whether its value can be meant, and what is expected. */
interface Check {
  fits: (value: unknown) => boolean;
  expected: string;
}

/** More positions, filters or units than a layer of a real network has. */
const LARGEST = 2 ** 24;

const isWhole = (value: unknown, least: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= LARGEST;

const isNumber = (value: unknown): boolean => Number.isFinite(value);

const isNothing = (value: unknown): boolean => value === undefined || value === null;

const isListOf = (value: unknown, fits: (each: unknown) => boolean, most = 8): boolean =>
  Array.isArray(value) && value.length <= most && value.every(fits);

const optional = ({ fits, expected }: Check): Check => ({
  fits: (value) => isNothing(value) || fits(value),
  expected,
});

const whole = (least: number): Check => ({
  fits: (value) => isWhole(value, least),
  expected: `a whole number from ${least} to ${LARGEST}`,
});

/** One number, or one for each axis. */
const each = (least: number): Check => ({
  fits: (value) => isWhole(value, least) || isListOf(value, (one) => isWhole(one, least)),
  expected: `whole numbers from ${least} to ${LARGEST}`,
});

const number: Check = { fits: isNumber, expected: 'a number' };

const numbers: Check = {
  fits: (value) => isNumber(value) || isListOf(value, isNumber, LARGEST),
  expected: 'a number, or a list of numbers',
};

/** Numbers within lists within lists, as arrays are written down. */
const isNested = (value: unknown, depth = 4): boolean =>
  isNumber(value) || (depth > 0 && isListOf(value, (each) => isNested(each, depth - 1), LARGEST));

const nested: Check = {
  fits: (value) => isNested(value),
  expected: 'a number, or lists of numbers',
};

const truth: Check = { fits: (value) => typeof value === 'boolean', expected: 'true or false' };

const oneOf = (...words: string[]): Check => ({
  fits: (value) => words.includes(value as string),
  expected: words.join(' or '),
});

const text: Check = { fits: (value) => typeof value === 'string', expected: 'a name' };

/** Axes of a shape, the open ones null. */
const shape: Check = {
  fits: (value) => isListOf(value, (one) => one === null || isWhole(one, 1)),
  expected: `a list of whole numbers from 1 to ${LARGEST}, or null`,
};

const axis: Check = {
  fits: (value) =>
    Number.isSafeInteger(value) || isListOf(value, (one) => Number.isSafeInteger(one)),
  expected: 'a whole number',
};

/** Rows and columns, each one number for both sides or two. */
const margins: Check = {
  fits: (value) =>
    isWhole(value, 0) ||
    isListOf(value, (one) => isWhole(one, 0) || isListOf(one, (side) => isWhole(side, 0), 2), 2),
  expected: 'whole numbers ≥ 0 for rows and columns',
};

/** Options that mean the same in every layer. */
const EVERYWHERE: ReadonlyMap<string, Check> = new Map([
  ['activation', optional(text)],
  ['batch_input_shape', optional(shape)],
  ['data_format', optional(oneOf('channels_last', 'channels_first'))],
  ['input_shape', optional(shape)],
  ['use_bias', optional(truth)],
]);

const FILTERING: [string, Check][] = [
  ['dilation_rate', optional(each(1))],
  ['kernel_size', each(1)],
  ['padding', optional(oneOf('same', 'valid', 'causal'))],
  ['strides', optional(each(1))],
];
const POOLING: [string, Check][] = [
  ['padding', optional(oneOf('same', 'valid'))],
  ['pool_size', optional(each(1))],
  ['strides', optional(each(1))],
];
const REPEATED: [string, Check] = ['depth_multiplier', optional(whole(1))];

/** Options of the layers that have a way down, by class. */
const BY_CLASS: ReadonlyMap<string, ReadonlyMap<string, Check>> = new Map(
  Object.entries({
    AveragePooling2D: POOLING,
    BatchNormalization: [
      ['axis', optional(axis)],
      ['center', optional(truth)],
      ['epsilon', optional(number)],
      ['scale', optional(truth)],
    ],
    Concatenate: [['axis', optional(axis)]],
    Conv2D: [['filters', whole(1)], ['groups', optional(whole(1))], ...FILTERING],
    Dense: [['units', whole(1)]],
    DepthwiseConv2D: [REPEATED, ...FILTERING],
    GlobalAveragePooling2D: [['keepdims', optional(truth)]],
    GlobalMaxPooling2D: [['keepdims', optional(truth)]],
    LRN: ['depthRadius', 'depth_radius', 'bias', 'alpha', 'beta'].map((name) => [
      name,
      optional(number),
    ]),
    LeakyReLU: [['alpha', optional(number)]],
    MaxPooling2D: POOLING,
    Normalization: [
      ['axis', optional(axis)],
      ['invert', optional(truth)],
      ['mean', optional(nested)],
      ['variance', optional(nested)],
    ],
    PReLU: [['shared_axes', optional(axis)]],
    ReLU: ['max_value', 'negative_slope', 'threshold'].map((name) => [name, optional(number)]),
    Rescaling: [
      ['offset', optional(numbers)],
      ['scale', numbers],
    ],
    Reshape: [
      [
        'target_shape',
        {
          fits: (value) => isListOf(value, (one) => one === null || one === -1 || isWhole(one, 1)),
          expected: 'a list of whole numbers ≥ 1, at most one of them −1',
        },
      ],
    ],
    SeparableConv2D: [['filters', whole(1)], REPEATED, ...FILTERING],
    Softmax: [['axis', optional(axis)]],
    ZeroPadding2D: [['padding', optional(margins)]],
  } satisfies Record<string, [string, Check][]>).map(([name, checks]) => [name, new Map(checks)]),
);

/** What is wrong with an option of a layer, as a sentence without its full stop; undefined where all can be meant. */
export function configFault({ class_name, config }: KerasLayer): string | undefined {
  return faultIn(config, EVERYWHERE) ?? faultIn(config, BY_CLASS.get(class_name) ?? new Map());
}

function faultIn(config: KerasConfig, checks: ReadonlyMap<string, Check>): string | undefined {
  for (const [name, { fits, expected }] of checks)
    if (!fits(config[name]))
      return `its ${name} is ${briefJson(config[name])}; expected ${expected}`;
  return undefined;
}
