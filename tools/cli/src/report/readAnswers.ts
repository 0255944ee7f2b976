import { noneOf } from '@deconv/experiments';
import { whereServed, type Model } from '@deconv/models';
import { requireAnswer } from '@deconv/probes';
import { requireForm } from '@deconv/results';
import { parseJson } from '@deconv/untrusted';
import { join } from 'node:path';
import { readerBeside } from '../openModel.js';
import { answersOf, classified, type Answers, type ClassifyDocument } from './answersOf.js';
import type { Asked } from './Asked.js';
import { namedImages } from './namedImages.js';
import { readPart } from './readPart.js';
import { sectionsThat } from './sections.js';
import type { Task } from './Task.js';
import { truthOf, type ClassLabel } from './truthOf.js';
import type { TaskRunner } from './TaskRunner.js';

const FILE = 'answers.json';

/** Sections that begin with the answers. */
const READERS = sectionsThat(({ answers }) => answers ?? false);

/**
 * What the network answers to the images that are looked at.
 * @returns undefined where its answer cannot be computed, or no section asks for it
 * @throws Error where no image can be read
 */
export async function readAnswers(
  model: Model,
  { source, folder, images, options, common }: Asked,
  looked: readonly string[],
  runner: TaskRunner,
): Promise<{ task: Task; found: Answers } | undefined> {
  if (!READERS.some((section) => options.sections.includes(section)) || !answers(model))
    return undefined;
  const given = namedImages({ given: options.images, total: images.length }, looked);
  const args = ['classify', source, ...given, '--json', ...common];
  const about = { section: 'answers', folder: 'answers', about: '' } as const;
  const check = (printed: string): void => requireAll(printed, looked.length);
  const task: Task = { ...about, args, printed: FILE, check, passes: looked.length };
  await runner.make(task);
  const printed = await readPart(join(folder, task.folder, FILE), (text) =>
    requireForm(classified, JSON.parse(text), 'these answers are damaged'),
  );
  const truth = truthOf(looked, await labelsOf(model, source));
  const { results, ...header } = printed;
  const paths = new Map(looked.map((image) => [runner.shorten(image), image]));
  const named = results.map((result) => ({ ...result, image: paths.get(result.image)! }));
  const found = answersOf({ ...header, results: named }, looked, truth);
  if (!found.all.length) throw new Error(noneOf(found.skipped));
  return { task, found };
}

/** One that was ended alone prints what it has. @throws Error where it is not all */
function requireAll(printed: string, images: number): void {
  const { results } = JSON.parse(printed) as ClassifyDocument;
  if (results.length < images)
    throw new Error(`deconv classify ended after ${results.length} of ${images} images`);
}

function answers(model: Model): boolean {
  try {
    requireAnswer(model);
    return true;
  } catch {
    return false;
  }
}

/** Names of classes, with their wnids where labels.json has them. */
async function labelsOf({ labels }: Model, source: string): Promise<ClassLabel[]> {
  const names = labels.map((name): ClassLabel => ({ name }));
  const bytes = await whereServed(await readerBeside(source))('labels.json');
  const entries = (bytes ? parseJson(bytes, 'labels.json') : []) as unknown[];
  entries.forEach((entry, i) => {
    const { index = i, wnid } = Object(entry) as { index?: number; wnid?: unknown };
    if (typeof wnid === 'string' && names[index]) names[index] = { ...names[index], wnid };
  });
  return names;
}
