import { readLabels } from './labels.js';
import { readJson, type ReadFile } from './modelFiles.js';
import { readPreprocess } from './preprocess.js';
import { whereServed } from './whereServed.js';

/** Contents of the files beside a model; undefined where there are none. */
export interface Beside {
  preprocess: unknown;
  labels: unknown;
  /** What was to be noticed while they were read. */
  notes: string[];
}

/**
 * Reads the files beside a model. They are small, and read before its weights: a fault in them is told at once.
 * @param modelSize side of the image that the model itself says, where that is known by now
 * @throws TypeError as `readPreprocess` and `readLabels` do; Error where one is there and is not JSON
 */
export async function readBeside(read: ReadFile, modelSize?: number): Promise<Beside> {
  const notes: string[] = [];
  const served = whereServed(read, (note) => notes.push(note));
  const preprocess = await readJson(served, 'preprocess.json');
  if (preprocess !== undefined) requirePreprocess(preprocess, modelSize);
  const labels = await readJson(served, 'labels.json');
  if (labels !== undefined) readLabels(labels);
  return { preprocess, labels, notes };
}

/** The size may be left to the model, of which not all is known yet. */
function requirePreprocess(preprocess: unknown, modelSize: number | undefined): void {
  const { inputSize } = Object(preprocess) as { inputSize?: unknown };
  readPreprocess(preprocess, modelSize ?? (inputSize === undefined ? 1 : undefined));
}
