/**
 * How much answers say about which photo was shown: the mutual information of class and photo, `H(mean of all) − mean of H(each)`,
 * where each photo's answer is the mean over views of it, such as its mirror image. It is large where a network is sure, tells
 * photos apart, and says the same of all views of one; a network whose answers are saturated contradicts itself in the views.
 */
export class AnswerSpread {
  readonly #answers: Float64Array[] = [];

  /** @param views of one photo, each a probability for every class, or scores of which softmax makes such */
  add(views: readonly ArrayLike<number>[]): void {
    const all = views.map(probabilities);
    this.#answers.push(meanOf(all));
  }

  /** In nats, from 0 to the logarithm of the number of photos; NaN where answers are not finite. */
  get information(): number {
    const entropies = this.#answers.map(entropyOf);
    const mean = entropies.reduce((a, b) => a + b, 0) / entropies.length;
    return entropyOf(meanOf(this.#answers)) - mean;
  }

  /** Mean entropy of a photo's answer as a share of the largest that there is, 0–1. */
  get entropy(): number {
    const classes = this.#answers[0]?.length ?? 1;
    if (classes < 2) return 0;
    const entropies = this.#answers.map(entropyOf);
    return entropies.reduce((a, b) => a + b, 0) / entropies.length / Math.log(classes);
  }

  /** How many classes are the most probable one of some photo. */
  get classes(): number {
    return new Set(this.#answers.map((answer) => answer.indexOf(Math.max(...answer)))).size;
  }
}

/** A sum of probabilities is 1 but for rounding. */
const ROUNDING = 1e-3;

function probabilities(answer: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(answer);
  const sum = values.reduce((a, b) => a + b, 0);
  if (values.every((value) => value >= 0) && Math.abs(sum - 1) < ROUNDING) return values;
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const raised = values.map((value) => Math.exp(value - largest));
  const total = raised.reduce((a, b) => a + b, 0);
  return raised.map((value) => value / total);
}

function meanOf(answers: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(answers[0]?.length ?? 0);
  for (const answer of answers)
    for (const [i, value] of answer.entries()) mean[i]! += value / answers.length;
  return mean;
}

function entropyOf(answer: Float64Array): number {
  return answer.reduce((sum, p) => (p > 0 || Number.isNaN(p) ? sum - p * Math.log(p) : sum), 0);
}
