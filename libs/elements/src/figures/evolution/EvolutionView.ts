import type { EvolutionResults } from '@deconv/results';

/** What the parts of `<deconv-evolution>` draw. */
export interface EvolutionView {
  results: EvolutionResults;
  addressOf: (picture: string) => string;
  /** Number of the checkpoint looked at. */
  checkpoint: number;
  onCheckpoint: (checkpoint: number) => void;
}
