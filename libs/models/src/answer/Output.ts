/** An output of a model. */
export interface Output {
  /** As the model names it. */
  name: string;
  /** Index of the network's node that holds its numbers; undefined where they cannot be computed. */
  node: number | undefined;
}
