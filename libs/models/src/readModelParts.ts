import { requireBearableNetwork } from './bearable.js';
import { requireWhole, type Reading } from './fromLayersModel.js';
import { readLabels } from './labels.js';
import type { LoadOptions, Model } from './Model.js';
import { readPreprocess } from './preprocess.js';
import type { Beside } from './readBeside.js';

/**
 * A model as it was read, with what stands beside it. Frees the network where they do not fit.
 * @throws TypeError as `readPreprocess` and `readLabels` do; UnsupportedLayer unless `partial`
 */
export function readModelParts(
  { network, layers }: Reading,
  { preprocess, labels, notes }: Beside,
  { partial = false, kinds }: LoadOptions & Pick<Model, 'kinds'>,
): Model {
  try {
    requireBearableNetwork(network);
    if (!partial) requireWhole(network, layers);
    const answer = network.output === undefined ? undefined : network.nodes[network.output];
    return {
      network,
      preprocess: readPreprocess(preprocess, network.input.height),
      labels: labels === undefined ? [] : readLabels(labels, answer?.op.shape.channels),
      layers,
      kinds,
      notes,
      dispose: () => network.dispose(),
    };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** Side of the image that preprocess.json asks for, for models that leave it open. @throws TypeError for another content */
export function inputSizeIn(preprocess: unknown): number | undefined {
  const { inputSize } = Object(preprocess) as { inputSize?: unknown };
  return inputSize === undefined ? undefined : readPreprocess(preprocess).inputSize;
}
