export interface Prediction {
  index: number;
  label: string;
  probability: number;
}

/** What was seen in one image, or why it could not be looked at. */
export type Classified = { image: string } & ({ predictions: Prediction[] } | { error: string });
