import type { Picture } from '@deconv/engine';
import type { OpenPhoto } from '../../parts/controllers/PhotoController.js';
import type { Pixel } from '../../parts/place/Pixel.js';
import type { ChosenUnit } from './chosenUnit.js';
import type { LayerMaps } from './LayerMaps.js';

/** What the parts of `<deconv-maps>` draw from. */
export interface MapsView {
  /** The photo before any network has seen it, and after. */
  picture: Picture | undefined;
  photo: OpenPhoto | undefined;
  alt: string;
  /** One for each column. */
  layers: readonly LayerMaps[];
  chosen: ChosenUnit | undefined;
  onLayer: (layer: string) => void;
  onMap: (layer: string, channel: number) => void;
  /** @param settled the reader chose it, and does not only pass by */
  onUnit: (pixel: Pixel, settled: boolean) => void;
}
