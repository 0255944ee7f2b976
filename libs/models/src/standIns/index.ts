import './DilatedDepthwiseConv2D.js';
import './GroupedConv2D.js';
import './KeptGlobalPooling2D.js';
import './Normalization.js';
import { PASSING } from './passing.js';
import './SlopedReLU.js';
import { standInName } from './standIn.js';

type Config = Record<string, unknown>;

const kept = (config: Config): boolean => config['keepdims'] === true;

/** Where tfjs has no such layer, or one that would pass over an option (in the name of Keras) in silence. */
const LACKING: ReadonlyMap<string, (config: Config) => boolean> = new Map(
  Object.entries({
    ...Object.fromEntries(PASSING.map((name) => [name, () => true])),
    Conv2D: (config: Config) => Number(config['groups'] ?? 1) > 1,
    DepthwiseConv2D: (config: Config) =>
      [config['dilation_rate'] ?? 1].flat().some((rate) => rate !== 1),
    GlobalAveragePooling2D: kept,
    GlobalMaxPooling2D: kept,
    Normalization: () => true,
    ReLU: (config: Config) => Number(config['negative_slope'] ?? 0) !== 0,
  }),
);

/** Class that does all that a layer's configuration asks for: tfjs' own, or one of ours where that lacks something. */
export const classFor = (kerasClass: string, config: Config): string =>
  LACKING.get(kerasClass)?.(config) ? standInName(kerasClass) : kerasClass;

export { kerasClass } from './standIn.js';
