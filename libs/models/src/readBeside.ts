import { extentOf, type InputSize } from '@deconv/pictures';
import { askedAnswer } from './answer/askedAnswer.js';
import { readForeign, type ForeignSaid } from './foreign/readForeign.js';
import { readLabels } from './labels.js';
import { readJson, type ReadFile } from './modelFiles.js';
import { readPreprocess } from './preprocess.js';
import { whereServed } from './whereServed.js';

/** Contents of the files beside a model; undefined where there are none. */
export interface Beside {
  preprocess: unknown;
  labels: unknown;
  /** What files of other projects say, as far as ours do not. */
  foreign: ForeignSaid;
  /** What was to be noticed while they were read. */
  notes: string[];
}

interface SaidSizes {
  /** Of the image, as the model itself says it, where that is known by now. */
  modelSize?: InputSize | undefined;
  /** What is asked for, whatever the files say. */
  inputSize?: InputSize | undefined;
}

/**
 * Reads the files beside a model. They are small, and read before its weights: a fault in ours is told at once, and a file of
 * another project's that is faulty is passed over with a note.
 * @throws TypeError as `readPreprocess` and `readLabels` do; Error where one of ours is there and is not JSON
 */
export async function readBeside(
  read: ReadFile,
  { modelSize, inputSize }: SaidSizes = {},
): Promise<Beside> {
  const notes: string[] = [];
  const served = whereServed(read, (note) => notes.push(note));
  const preprocess = await readJson(served, 'preprocess.json');
  if (preprocess !== undefined) requirePreprocess(preprocess, modelSize);
  askedAnswer(preprocess);
  const labels = await readJson(served, 'labels.json');
  if (labels !== undefined) readLabels(labels);
  const lacks = { pixels: preprocess === undefined, names: labels === undefined };
  const foreign = await readForeign(whereServed(read), lacks, (note) => notes.push(note));
  return { preprocess: withSize(preprocess, inputSize), labels, foreign, notes };
}

/** A size alone does not say how pixels are read. */
const withSize = (preprocess: unknown, inputSize: InputSize | undefined): unknown =>
  inputSize === undefined || preprocess === undefined
    ? preprocess
    : { ...Object(preprocess), inputSize };

/** The size may be left to the model, of which not all is known yet. */
function requirePreprocess(preprocess: unknown, modelSize: InputSize | undefined): void {
  const { inputSize } = Object(preprocess) as { inputSize?: unknown };
  const size = modelSize ?? (inputSize === undefined ? 1 : undefined);
  readPreprocess(preprocess, size === undefined ? {} : extentOf(size));
}
