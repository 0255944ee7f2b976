import type { Evaluation, Score } from './evaluate.js';

/** What is taken for something else. */
export interface Confusion {
  shown: string;
  answered: string;
  /** Share of the pictures that show it. */
  share: number;
}

/** A score with the share of right answers for each class. */
export interface ClassScores extends Score {
  classes: Record<string, number>;
  /** The most frequent first. */
  confusions: Confusion[];
}

/**
 * Looks at answers class by class.
 * @param labels index of each picture's class
 * @param classes name of each class, by index
 */
export function classScores(
  { loss, accuracy, answers }: Evaluation,
  labels: Int32Array,
  classes: readonly string[],
): ClassScores {
  const [shown, right] = [new Float64Array(classes.length), new Float64Array(classes.length)];
  const taken = new Map<number, number>();
  labels.forEach((label, i) => {
    const answer = answers[i]!;
    shown[label]!++;
    if (answer === label) right[label]!++;
    else {
      const pair = label * classes.length + answer;
      taken.set(pair, (taken.get(pair) ?? 0) + 1);
    }
  });
  const confusions = [...taken].map(([pair, count]): Confusion => {
    const label = Math.floor(pair / classes.length);
    const answered = classes[pair % classes.length]!;
    return { shown: classes[label]!, answered, share: count / shown[label]! };
  });
  return {
    loss,
    accuracy,
    classes: Object.fromEntries(classes.map((name, i) => [name, right[i]! / shown[i]!])),
    confusions: confusions.sort((a, b) => b.share - a.share),
  };
}
