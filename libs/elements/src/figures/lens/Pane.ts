import type { LayerSummary, UnitView } from '@deconv/engine';
import type { LensResults, LensResultsUnit } from '@deconv/results';
import type { OpenPhoto } from '../../parts/controllers/PhotoController.js';

/** A unit of a document, with addresses of the pictures in it. */
export interface RecordedUnit extends LensResultsUnit {
  projection: string;
  /** The image as the network sees it, and its size in pixels. */
  seen: string;
  size: LensResults['size'];
}

/** A unit, computed or of a document. */
export type PaneUnit = UnitView | RecordedUnit;

/** What one layer shows. */
export interface Pane {
  layer: Pick<LayerSummary, 'name' | 'receptiveField'>;
  /** The photo that a computed `view` looks at. */
  photo: OpenPhoto | undefined;
  /** The strongest unit; null where none of the layer is active; undefined before the first answer. */
  view: PaneUnit | null | undefined;
  /** It answers to the place asked for, not to one that the pointer has left. */
  fresh: boolean;
}

/** Whether a unit is of a document. */
export function isRecorded(unit: PaneUnit): unit is RecordedUnit {
  return typeof unit.projection === 'string';
}
