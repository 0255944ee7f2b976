import type { ModelSummary, Picture } from '@deconv/engine';
import type { OpenPhoto } from '../../parts/controllers/PhotoController.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import type { Pane, PaneUnit } from './Pane.js';
import type { TopPatches } from './TopPatches.js';

/** What the parts of a lens draw from. */
export interface LensView {
  model: ModelSummary | undefined;
  /** The photo before any network has seen it, and after. */
  picture: Picture | undefined;
  photo: OpenPhoto | undefined;
  alt: string;
  panes: readonly Pane[];
  place: Pixel | undefined;
  /** Of the picture as the network sees it, in pixels; undefined while that is not known. */
  side: number | undefined;
  /** The layer whose projection lies on the picture. */
  through: string | undefined;
  /** The layer that the reader points at among the panes. */
  pointed: string | undefined;
  patches: TopPatches | undefined;
  /** Bytes of a network that waits for a press, 0 where nobody knows; undefined where none waits. */
  waiting: number | undefined;
  /** All panes in a sentence. */
  words: string;
  onPlace: (place: Pixel) => void;
  onThrough: (layer: string | undefined) => void;
  onPoint: (layer: string | undefined) => void;
  onUnit: (unit: PaneUnit) => void;
}
