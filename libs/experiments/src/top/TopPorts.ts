import type { TopEntry, TopLayer } from '@deconv/probes';
import type { TopResultsEntry } from '@deconv/results';
import type { DrawingPorts } from '../Ports.js';

export interface TopPorts extends DrawingPorts {
  /** Projects what `search` found, in a way of its own: on several threads, or with what is drawn already. */
  project?: (layers: readonly TopLayer[]) => Promise<ReadonlyMap<TopEntry, TopResultsEntry>>;
}
