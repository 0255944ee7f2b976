import type { FilterPictures } from '@deconv/probes';
import type { DiagnoseResultsLayer } from '@deconv/results';
import type { CheckpointPorts } from '../Ports.js';

/** The filters of a layer, and what was found in them. */
export interface DrawnFilters {
  /** Of the network, or its checkpoint. */
  name: string;
  layer: DiagnoseResultsLayer;
  pictures: FilterPictures;
}

export interface DiagnosePorts extends CheckpointPorts {
  /** Draws filters for people. */
  onFilters?: (drawn: DrawnFilters) => Promise<void>;
}
