import type { LoadOptions } from '@deconv/models';
import { ANSWER_KINDS, inputSizeOf, type InputSize } from '@deconv/pictures';
import { oneOf, wholeNumber } from './options.js';
import { UsageError } from './UsageError.js';

/** What is said of a model on the command line, which goes before what lies beside it. */
export type Opening = Pick<LoadOptions, 'answer' | 'output' | 'inputSize'>;

/** Options of every command that opens a model, or checkpoints of one. */
export const openingArguments = {
  output: {
    type: 'string',
    description: `what its answer is: ${ANSWER_KINDS.join(', ')}; default: by how it ends`,
  },
  answer: {
    type: 'string',
    description: 'name of the output that is its answer, of several (see inspect)',
  },
  'input-size': {
    type: 'string',
    description:
      'side of the images it reads, or HEIGHTxWIDTH, in pixels, where the model leaves it open',
  },
} as const;

/** What every command takes that opens a model. */
export const modelArguments = {
  model: {
    type: 'positional',
    required: true,
    description: 'model folder, model.json, ONNX file, the http(s) URL of one, or hf:owner/name',
  },
  'max-size': {
    type: 'string',
    description: 'how much to take of a model that is downloaded, such as 2GB; 1GB unless said',
  },
  ...openingArguments,
} as const;

type Args = Partial<Record<keyof typeof openingArguments, string | undefined>>;

/** @throws UsageError for a value that is none of its option */
export function openingOf({ output, answer, 'input-size': size }: Args): Opening {
  return {
    ...(output !== undefined && { output: oneOf('output', output, ANSWER_KINDS) }),
    ...(answer !== undefined && { answer }),
    ...(size !== undefined && { inputSize: sizeIn(size) }),
  };
}

/** `224`, or `32x48` for images 32 high and 48 wide. @throws UsageError for anything else */
function sizeIn(text: string): InputSize {
  const [height, width, ...more] = text
    .split('x')
    .map((part) => wholeNumber('input-size', part, 1));
  if (more.length) throw new UsageError(`--input-size is "${text}"; expected SIDE or HEIGHTxWIDTH`);
  return width === undefined ? height! : inputSizeOf({ height: height!, width });
}

/** The same on the command line of another command. */
export const openingArgs = ({ inputSize, ...rest }: Opening): string[] =>
  Object.entries({
    ...rest,
    ...(inputSize !== undefined && { 'input-size': [inputSize].flat().join('x') }),
  }).map(([name, value]) => `--${name}=${value}`);
