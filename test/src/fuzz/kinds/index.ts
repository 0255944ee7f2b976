import { graphModels } from './graphModels.js';
import { images } from './images.js';
import type { Kind } from './Kind.js';
import { layersModels } from './layersModels.js';
import { onnxModels } from './onnxModels.js';
import { planted } from './planted.js';

/** What processes of Node try; documents are drawn in a page. */
export const KINDS = {
  layers: layersModels,
  graph: graphModels,
  onnx: onnxModels,
  image: images,
  planted,
} satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
