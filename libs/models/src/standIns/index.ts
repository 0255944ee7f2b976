import './DilatedDepthwiseConv2D.js';
import './GroupedConv2D.js';
import './KeptGlobalPooling2D.js';
import './SlopedReLU.js';
import { standInName } from './standIn.js';

type Config = Record<string, unknown>;

const kept = (config: Config): boolean => config['keepdims'] === true;

/** Which options (in the names of Keras) tfjs' own layer would pass over in silence. */
const LACKING: Record<string, (config: Config) => boolean> = {
  Conv2D: (config) => Number(config['groups'] ?? 1) > 1,
  DepthwiseConv2D: (config) => [config['dilation_rate'] ?? 1].flat().some((rate) => rate !== 1),
  GlobalAveragePooling2D: kept,
  GlobalMaxPooling2D: kept,
  ReLU: (config) => Number(config['negative_slope'] ?? 0) !== 0,
};

/** Class that reads a layer's every option: tfjs' own, or one of ours where tfjs lacks an option that is set. */
export const classFor = (kerasClass: string, config: Config): string =>
  LACKING[kerasClass]?.(config) ? standInName(kerasClass) : kerasClass;

export { kerasClass } from './standIn.js';
