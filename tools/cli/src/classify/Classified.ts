import type { Prediction } from '@deconv/results';

/** What was seen in one image, or why it could not be looked at. */
export type Classified = { image: string } & ({ predictions: Prediction[] } | { error: string });
