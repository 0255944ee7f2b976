import { ANSWER_KINDS } from '@deconv/pictures';
import { numbersIn, type Prediction } from '@deconv/results';
import * as v from 'valibot';
import type { Truth } from './truthOf.js';

const prediction = v.object({
  index: v.number(),
  label: v.string(),
  probability: v.optional(v.number()),
  value: v.optional(v.number()),
});

/** What `deconv classify --json` prints. */
export const classified = v.object({
  backend: v.string(),
  answer: v.object({
    kind: v.picklist(ANSWER_KINDS),
    added: v.optional(v.picklist(['softmax', 'sigmoid', 'exp'])),
    name: v.optional(v.string()),
  }),
  results: v.array(
    v.union([
      v.object({ image: v.string(), error: v.string() }),
      v.object({
        image: v.string(),
        predictions: v.pipe(
          v.array(prediction),
          v.check(({ length }) => length > 0, 'a list of at least 1'),
        ),
      }),
    ]),
  ),
  /** Images that were not looked at, where it was interrupted. */
  left: v.optional(v.number()),
});

export type ClassifyDocument = v.InferOutput<typeof classified>;

/** What the network answers to one image: the class it finds most probable, or the first of its numbers. */
export interface Answer extends Prediction {
  image: string;
  /** Index of the class that the image shows, where that is known. */
  shown?: number;
}

export interface Answers {
  /** What the numbers are. */
  answer: ClassifyDocument['answer'];
  all: Answer[];
  skipped: { image: string; reason: string }[];
  /** Only where the classes of images are known. */
  accuracy?: {
    how: string;
    top1: number;
    top5: number;
    classes: { index: number; images: number; right: number }[];
    /** The most frequent first. */
    confusions: { shown: number; answered: number; count: number }[];
  };
}

/** Sorts out what the network answered. @param images in the order of the truth's classes */
export function answersOf(
  { answer, results }: ClassifyDocument,
  images: readonly string[],
  truth: Truth | undefined,
): Answers {
  const classOf = new Map(images.map((image, i) => [image, truth?.classes[i]]));
  const seen = results.filter((result) => 'predictions' in result);
  const all = seen.map(({ image, predictions }): Answer => {
    const shown = classOf.get(image);
    return { image, ...predictions[0]!, ...(shown !== undefined && { shown }) };
  });
  const skipped = results.flatMap((result) =>
    'error' in result ? [{ image: result.image, reason: result.error }] : [],
  );
  // Numbers that are none of classes are right or wrong by how much, which folders do not tell.
  if (!truth || !all.length || answer.kind === 'numbers') return { answer, all, skipped };
  const inFive = seen.filter(({ image, predictions }) =>
    predictions.some(({ index }) => index === classOf.get(image)),
  ).length;
  const right = all.filter(({ index, shown }) => index === shown).length;
  const shares = { top1: right / all.length, top5: inFive / all.length };
  const details = { classes: classesOf(all), confusions: confusionsOf(all) };
  return { answer, all, skipped, accuracy: { how: truth.how, ...shares, ...details } };
}

function classesOf(all: readonly Answer[]) {
  const indices = [...new Set(all.map(({ shown }) => shown!))].sort((a, b) => a - b);
  return indices.map((index) => {
    const images = all.filter(({ shown }) => shown === index);
    const right = images.filter((answer) => answer.index === index).length;
    return { index, images: images.length, right };
  });
}

function confusionsOf(all: readonly Answer[]) {
  const counts = new Map<string, { shown: number; answered: number; count: number }>();
  for (const { index, shown } of all.filter((answer) => answer.index !== answer.shown)) {
    const key = `${shown} ${index}`;
    const found = counts.get(key) ?? { shown: shown!, answered: index, count: 0 };
    counts.set(key, { ...found, count: found.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/**
 * Images worth a closer look: where classes are known, the surest right answers and the surest wrong ones; else the
 * surest and the least sure ones. At most one of a class in each half.
 */
export const worthALook = (answers: Answers, count: number): Answer[] =>
  closerLook(answers, count).flat();

/** Both halves of those that are worth a look. */
export function closerLook({ all, accuracy }: Answers, count: number): [Answer[], Answer[]] {
  const surest = [...all].sort((a, b) => numbersIn(b) - numbersIn(a));
  const half = Math.ceil(count / 2);
  const [good, bad] = accuracy
    ? [
        surest.filter(({ index, shown }) => index === shown),
        surest.filter(({ index, shown }) => index !== shown),
      ]
    : [surest, [...surest].reverse()];
  const first = oneOfAClass(good, half);
  const second = oneOfAClass(
    bad.filter((answer) => !first.includes(answer)),
    count - first.length,
  );
  return [first, second];
}

function oneOfAClass(answers: readonly Answer[], count: number): Answer[] {
  const taken = new Set<number>();
  return answers
    .filter(({ index }) => !taken.has(index) && taken.add(index))
    .slice(0, Math.max(0, count));
}
