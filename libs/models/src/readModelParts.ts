import type { Network } from '@deconv/core';
import { requireBearableNetwork } from './bearable.js';
import { scalesItself } from './foreign/scalesItself.js';
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
  beside: Beside,
  { partial = false, kinds }: LoadOptions & Pick<Model, 'kinds'>,
): Model {
  try {
    requireBearableNetwork(network);
    if (!partial) requireWhole(network, layers);
    const pixels = pixelsOf(network, beside);
    const names = namesOf(network, beside);
    return {
      network,
      preprocess: pixels.preprocess,
      preprocessSource: pixels.source,
      labels: names.labels,
      layers,
      kinds,
      notes: [...beside.notes, ...pixels.notes, ...names.notes],
      dispose: () => network.dispose(),
    };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** How pixels become the input, and who says so: our file, another project's, or the network's own first layers. */
function pixelsOf(network: Network, { preprocess, foreign }: Beside) {
  const { height } = network.input;
  if (preprocess !== undefined) {
    const said = readPreprocess(preprocess, height);
    return { preprocess: said, source: 'preprocess.json', notes: [] };
  }
  const { pixels } = foreign;
  if (pixels) {
    const said = readPreprocess(pixels.preprocess, height);
    return { preprocess: said, source: pixels.from, notes: cropNote(pixels) };
  }
  const plain = readPreprocess(undefined, height);
  if (scalesItself(network)) return { preprocess: plain, source: 'its first layers', notes: [] };
  return { preprocess: plain, source: undefined, notes: [UNSAID] };
}

/** To follow `the model`. */
const UNSAID =
  'says nowhere how pixels become its input: they stay 0 to 255, red first, which is right for few networks; deconv inspect proposes another way where it gets --images';

function cropNote({ crop = 1, from }: NonNullable<Beside['foreign']['pixels']>): string[] {
  if (crop === 1) return [];
  const share = (100 * crop).toFixed(1).replace(/\.0$/, '');
  return [`is meant for the middle ${share} % of an image, by ${from}, and gets its whole square`];
}

function namesOf(network: Network, { labels, foreign }: Beside) {
  const answer = network.output === undefined ? undefined : network.nodes[network.output];
  const classes = answer?.op.shape.channels;
  if (labels !== undefined) return { labels: readLabels(labels, classes), notes: [] };
  const { names } = foreign;
  if (!names) return { labels: [], notes: [] };
  const count = names.labels.length;
  if (classes === undefined || count === classes) return { labels: names.labels, notes: [] };
  const note = `goes without the names in ${names.from}: they are ${count}, and it tells ${classes} classes apart`;
  return { labels: [], notes: [note] };
}

/**
 * Side of the image that the files beside a model ask for, for models that leave it open.
 * @throws TypeError where preprocess.json has another content
 */
export function inputSizeIn({ preprocess, foreign }: Pick<Beside, 'preprocess' | 'foreign'>) {
  const { inputSize } = Object(preprocess) as { inputSize?: unknown };
  return inputSize === undefined ? foreign.pixels?.side : readPreprocess(preprocess).inputSize;
}
