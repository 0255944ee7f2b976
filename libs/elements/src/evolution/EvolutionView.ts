import type { EvolutionResults, EvolutionResultsMap } from '@deconv/results';

/** What the parts of `<deconv-evolution>` draw. */
export interface EvolutionView {
  results: EvolutionResults;
  addressOf: (picture: string) => string;
  /** Number of the checkpoint looked at. */
  checkpoint: number;
  onCheckpoint: (checkpoint: number) => void;
}

/** How a map is called: `conv5:map 12`. */
export function mapName({ layer, channel }: EvolutionResultsMap): string {
  return `${layer}:map ${channel}`;
}
