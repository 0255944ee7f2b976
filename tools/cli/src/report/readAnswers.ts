import type { Model } from '@deconv/models';
import { requireAnswer } from '@deconv/probes';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answersOf, type Answers, type Classified } from './answersOf.js';
import type { Asked } from './Asked.js';
import type { Task } from './Section.js';
import { truthOf, type ClassLabel } from './truthOf.js';
import type { Workroom } from './Workroom.js';

const FILE = 'answers.json';

/** What the network answers to all images. @returns undefined where its answer cannot be computed */
export async function readAnswers(
  model: Model,
  { source, folder, images, common }: Asked,
  room: Workroom,
): Promise<{ task: Task; found: Answers } | undefined> {
  try {
    requireAnswer(model);
  } catch {
    return undefined;
  }
  const args = ['classify', source, ...images, '--json', ...common];
  const about = { section: 'answers', folder: 'answers', about: '' } as const;
  const task: Task = { ...about, args, printed: FILE, passes: images.length };
  await room.make(task);
  const text = await readFile(join(folder, task.folder, FILE), 'utf8');
  const truth = truthOf(images, await labelsOf(model, source));
  return { task, found: answersOf(JSON.parse(text) as Classified, images, truth) };
}

/** Names of classes, with their wnids where labels.json has them. */
async function labelsOf({ labels }: Model, source: string): Promise<ClassLabel[]> {
  const names = labels.map((name): ClassLabel => ({ name }));
  const text = await readFile(join(source, 'labels.json'), 'utf8').catch(() => '[]');
  const entries = JSON.parse(text) as unknown[];
  entries.forEach((entry, i) => {
    const { index = i, wnid } = Object(entry) as { index?: number; wnid?: unknown };
    if (typeof wnid === 'string' && names[index]) names[index] = { ...names[index], wnid };
  });
  return names;
}
