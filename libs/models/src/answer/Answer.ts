import type { AnswerKind } from '@deconv/pictures';

/** What a model's answer is, and what its numbers mean. */
export interface Answer {
  /** The output that it is, by the model's name for it. */
  name: string;
  kind: AnswerKind;
  /** What says so: how the network ends, its preprocess.json, or whoever opens it. */
  from: 'graph' | 'preprocess.json' | 'asked';
  /** What makes probabilities of what the network itself ends in, where it ends in something else. */
  added?: 'softmax' | 'sigmoid' | 'exp';
  /** How many numbers are shown for each image; of a `binary` answer both classes. */
  numbers: number;
  /** Index of the node that holds the logits of what is shown, a channel for each; undefined where it has none. */
  logits?: number;
}

/** What is said of an answer by whoever knows better than the graph. */
export interface AskedAnswer {
  /** Which output it is, of several. */
  answer?: string;
  /** What its numbers mean. */
  output?: AnswerKind;
}
