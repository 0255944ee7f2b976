import { className, recordOf, toInput } from '@deconv/models';
import { extentOf } from '@deconv/pictures';
import { answerField, inputColour, invariance as moveImage, requireAnswer } from '@deconv/probes';
import type { InvarianceResults } from '@deconv/results';
import type * as v from 'valibot';
import { eachPhoto } from '../running/eachPhoto.js';
import { header } from '../running/header.js';
import { layersOf } from '../running/layersOf.js';
import { fillOf } from '../options/fillOf.js';
import type { Ports } from '../Ports.js';
import type { options } from './options.js';
import { meanScores } from './meanScores.js';
import { stepsOf, valuesOf } from './stepsOf.js';

/** Photos that are shown, of however many are measured. */
const DRAWN = 8;

/** Moves each photo, and measures what becomes of features and answer. */
export async function run(
  { transform, fill, classIndex, layers: names, ...said }: v.InferOutput<typeof options>,
  ports: Ports,
): Promise<InvarianceResults> {
  const { model, photos, signal, draw } = ports;
  const { kind } = requireAnswer(model);
  const layers = layersOf(model, names);
  const { height, width } = extentOf(model.preprocess.inputSize);
  const steps = stepsOf(transform, said, transform === 'translate-x' ? width : height);
  const values = valuesOf(steps);
  const images: InvarianceResults['images'] = [];
  const skipped = await eachPhoto(ports, async (pixels, index) => {
    (await recordOf(model, pixels, { only: [] })).dispose(); // says which layer is broken, if any
    const colour = fillOf(fill)(pixels);
    const report = beginPhoto(ports, index, values.length);
    const x = toInput(pixels, model.preprocess);
    const { answer, ...measured } = await moveImage(model.network, x, {
      ...{ transform, values, layers, signal },
      ...(classIndex !== undefined && { classIndex }),
      fill: inputColour(colour, model.preprocess),
      onProgress: ({ done }) => report(done),
    }).finally(() => x.dispose());
    const [label, nth] = [className(model, measured.classIndex), images.length + 1];
    const picture = nth <= DRAWN && draw ? { picture: await draw([`image-${nth}`], pixels) } : {};
    const told = { [kind === 'numbers' ? 'value' : 'probability']: answer };
    const image = photos.names[index]!;
    images.push({ image, ...picture, fill: colour, label, ...measured, ...told });
  });
  return {
    ...header(ports, skipped),
    ...answerField(model),
    probe: 'invariance',
    options: { transform, ...steps, layers, fill, fit: ports.fit },
    images,
    score: meanScores(images, layers),
  };
}

/** Tells how far the moves of one photo are. */
function beginPhoto(
  { begin, photos }: Ports,
  index: number,
  moves: number,
): (done: number) => void {
  const total = photos.names.length;
  return begin({
    ...{ share: [index / total, (index + 1) / total], total: moves },
    message: () => `Moving photo ${index + 1} of ${total}`,
  });
}
