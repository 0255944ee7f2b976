import { decodeImage, listImages } from '@deconv/datasets/node';
import { parseJson } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classScores, type ClassScores } from '../classScores.js';
import { evaluate } from '../evaluate.js';
import type { Preprocessing } from '../preprocessing.js';
import { readModel } from './readModel.js';
import { startWasm } from './startWasm.js';

/** Photos that are held in memory at once. */
const AT_ONCE = 256;

/**
 * Scores the model in a folder, as its files are, on photos in folders, one a class.
 * @param images folder with a folder of images for each class, which stand in the order of the model's classes
 * @throws Error where there are not as many folders as the model has classes
 */
export async function scoreFolder(folder: string, images: string): Promise<ClassScores> {
  await startWasm();
  const model = await readModel(folder);
  const read = async (name: string): Promise<unknown> =>
    parseJson(await readFile(join(folder, name)), join(folder, name));
  const preprocessing = (await read('preprocess.json')) as Preprocessing;
  const classes = (await read('labels.json')) as string[];
  const { images: files } = await listImages(images);
  const folders = [...new Set(files.map((file) => file.folder))];
  if (folders.length !== classes.length)
    throw new Error(
      `"${images}" holds ${folders.length} folders of images; the model in "${folder}" knows ${classes.length} classes`,
    );
  const labels = Int32Array.from(files, (file) => folders.indexOf(file.folder));
  const answers = new Int32Array(files.length);
  let loss = 0;
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const part = files.slice(from, from + AT_ONCE);
    const size = preprocessing.inputSize;
    const photos = await Promise.all(
      part.map(async ({ path }) => (await decodeImage(path, { size, fit: 'stretch' })).data),
    );
    const batch = { pixels: Buffer.concat(photos), labels: labels.subarray(from, from + AT_ONCE) };
    const scored = await evaluate(model, preprocessing, batch);
    answers.set(scored.answers, from);
    loss += scored.loss * part.length;
  }
  const right = answers.filter((answer, i) => answer === labels[i]).length;
  const score = { loss: loss / files.length, accuracy: right / files.length, answers };
  return classScores(score, labels, classes);
}
