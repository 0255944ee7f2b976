import type { Network } from '@deconv/core';
import { extentOf, type InputSize } from '@deconv/pictures';
import type { Answer } from './answer/Answer.js';
import { askedAnswer } from './answer/askedAnswer.js';
import { labelsOf } from './answer/labelsOf.js';
import { withAnswer } from './answer/withAnswer.js';
import { requireBearableNetwork } from './bearable.js';
import { ITS_FIRST_LAYERS, scalesItself } from './foreign/scalesItself.js';
import { requireWhole, type Reading } from './fromLayersModel.js';
import type { LoadOptions, Model } from './Model.js';
import { readPreprocess, type Preprocess } from './preprocess.js';
import type { Beside } from './readBeside.js';

/**
 * A model as it was read, with what stands beside it. Frees the network where they do not fit.
 * @throws TypeError as `readPreprocess` and `readLabels` do; RangeError as `withAnswer` does; UnsupportedLayer unless `partial`
 */
export function readModelParts(
  { network: read, layers, outputs }: Reading,
  beside: Beside,
  { partial = false, kinds, ...asked }: LoadOptions & Pick<Model, 'kinds'>,
): Model {
  try {
    requireBearableNetwork(read);
    requireSize(read, asked.inputSize);
    const said = askedAnswer(beside.preprocess);
    const { network, answer } = withAnswer(read, outputs, asked, said);
    const pixels = pixelsOf(network, beside);
    const names = namesOf(answer, beside);
    const model = {
      ...{ network, answer, layers, kinds, labels: names.labels },
      outputs: outputs.map(({ name }) => name),
      preprocess: pixels.preprocess,
      preprocessSource: pixels.source,
      notes: [...beside.notes, ...pixels.notes, ...names.notes],
      dispose: (): void => network.dispose(),
    };
    if (!partial) requireWhole(model);
    return model;
  } catch (error) {
    read.dispose();
    throw error;
  }
}

/** @throws RangeError for a size that is asked of a model that has one of its own */
function requireSize({ input: { height, width } }: Network, asked: InputSize | undefined): void {
  const size = asked === undefined ? { height, width } : extentOf(asked);
  if (size.height === height && size.width === width) return;
  throw new RangeError(
    `the model reads images of ${height}×${width} pixels and no others; it cannot take ${size.height}×${size.width}`,
  );
}

/** How pixels become the input, and who says so: our file, another project's, or the network's own first layers. */
function pixelsOf(network: Network, { preprocess, foreign }: Beside) {
  const { input } = network;
  if (preprocess !== undefined) {
    const said = readPreprocess(preprocess, input);
    return { preprocess: said, source: 'preprocess.json', notes: [] };
  }
  const { pixels } = foreign;
  const unfit = pixels && input.channels === 1 && !isAlike(pixels.preprocess);
  if (pixels && !unfit) {
    const said = readPreprocess(pixels.preprocess, input);
    return { preprocess: said, source: pixels.from, notes: cropNote(pixels) };
  }
  const notes = unfit
    ? [
        `goes without the pixels in ${pixels.from}: they tell colours apart, and it reads brightness`,
      ]
    : [];
  const plain = readPreprocess(undefined, input);
  if (scalesItself(network)) return { preprocess: plain, source: ITS_FIRST_LAYERS, notes };
  return { preprocess: plain, source: undefined, notes: [...notes, UNSAID] };
}

/** Whether all colours are treated alike. */
const isAlike = ({ meanSubtract, scale }: Omit<Preprocess, 'inputSize'>): boolean =>
  [meanSubtract, [scale].flat()].every((all) => new Set(all).size === 1);

/** To follow `the model`. */
const UNSAID =
  'says nowhere how pixels become its input: they stay 0 to 255, red first, which is right for few networks; deconv inspect proposes another way where it gets --images';

function cropNote({ crop = 1, from }: NonNullable<Beside['foreign']['pixels']>): string[] {
  if (crop === 1) return [];
  const share = (100 * crop).toFixed(1).replace(/\.0$/, '');
  return [`is meant for the middle ${share} % of an image, by ${from}, and gets its whole square`];
}

function namesOf(answer: Answer | undefined, { labels, foreign }: Beside) {
  if (labels !== undefined) return { labels: labelsOf(labels, answer), notes: [] };
  const { names } = foreign;
  if (!names) return { labels: [], notes: [] };
  const count = names.labels.length;
  const classes = answer?.numbers;
  if (classes === undefined || count === classes) return { labels: names.labels, notes: [] };
  const note = `goes without the names in ${names.from}: they are ${count}, and it tells ${classes} classes apart`;
  return { labels: [], notes: [note] };
}

/**
 * Size of the image that is asked for, or that the files beside a model ask for, for models that leave it open.
 * @throws TypeError where preprocess.json has another content
 */
export function inputSizeIn(
  { preprocess, foreign }: Pick<Beside, 'preprocess' | 'foreign'>,
  asked: InputSize | undefined,
): InputSize | undefined {
  if (asked !== undefined) return asked;
  const { inputSize } = Object(preprocess) as { inputSize?: unknown };
  return inputSize === undefined ? foreign.pixels?.side : readPreprocess(preprocess, {}).inputSize;
}
