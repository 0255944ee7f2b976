/** What the model doctor finds out about one layer. */
export interface LayerReport {
  /** As projections name it: nested models stand before a slash, further uses of a layer behind a `#`. */
  name: string;
  /** Its class in Keras. */
  kind: string;
  /** Height, width and channels of its output; null for a number that cannot be known. */
  shape: (number | null)[];
  /** Count of its weights' numbers. */
  parameters: number;
  /** Why it cannot be projected and what to do, as part of a sentence; undefined where it can be. */
  problem?: string;
  /** Names of the layers at fault, where it is not this one. */
  blockedBy: string[];
}

/** For layers that only others keep from being projected. */
export const problemBelow = (blockedBy: string[]): string =>
  `it reads ${blockedBy.map((name) => `"${name}"`).join(', ')}, which cannot be projected`;
