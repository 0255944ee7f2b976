import type { InvarianceResults, InvarianceResultsImage } from '@deconv/results';

/** What the parts of `<deconv-invariance>` draw. */
export interface InvarianceView {
  results: InvarianceResults;
  addressOf: (picture: string) => string;
  /** The image looked at, and its number. */
  image: InvarianceResultsImage;
  chosen: number;
  /** Number of the value by which it is moved. */
  step: number;
  onImage: (index: number) => void;
  onStep: (step: number) => void;
}
