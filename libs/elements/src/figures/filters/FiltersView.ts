import type { DiagnoseResults, DiagnoseResultsLayer } from '@deconv/results';

type Network = DiagnoseResults['networks'][number];

/** What the parts of `<deconv-filters>` draw. */
export interface FiltersView {
  results: DiagnoseResults;
  addressOf: (picture: string) => string;
  /** The network looked at: a model, or one of its checkpoints. */
  network: Network;
  layer: DiagnoseResultsLayer;
  /** Number of the filter looked at. */
  filter: number;
  onFilter: (filter: number) => void;
}
