import { toInput } from '@deconv/models';
import {
  className,
  fillOf,
  inputColour,
  invariance as moveImage,
  meanScores,
  requireAnswer,
  stepsOf,
  valuesOf,
  type Steps,
} from '@deconv/probes';
import type { InvarianceResults } from '@deconv/results';
import type { ProbeRequest } from '../../contract.js';
import { recordOf } from '../recordOf.js';
import { eachPhoto } from './eachPhoto.js';
import { header } from './header.js';
import { layersOf } from './layersOf.js';
import { pictureUrl } from './pictureUrl.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'invariance' }>;

/** Photos that are shown, of however many are measured. */
const DRAWN = 8;

/** What `deconv invariance` writes. */
export async function invariance(request: Request, place: Workplace): Promise<InvarianceResults> {
  const { images, transform, fill = 'mean', classIndex } = request;
  const { model, signal } = place;
  requireAnswer(model);
  const layers = layersOf(place, request.layers);
  const colourOf = fillOf(fill);
  const steps = stepsOf(transform, saidOf(request), model.preprocess.inputSize);
  const found: InvarianceResults['images'] = [];
  await eachPhoto(images, place, async (pixels, index) => {
    (await recordOf(model, pixels)).dispose(); // says which layer is broken, if any
    const colour = colourOf(pixels);
    const x = toInput(pixels, model.preprocess);
    const measured = await moveImage(model.network, x, {
      ...{ transform, values: valuesOf(steps), layers, signal },
      ...(classIndex !== undefined && { classIndex }),
      fill: inputColour(colour, model.preprocess),
      onProgress: ({ done, total }) =>
        place.onProgress(
          (index + done / total) / images.length,
          `Moving photo ${index + 1} of ${images.length}`,
        ),
    }).finally(() => x.dispose());
    const picture = index < DRAWN ? { picture: await pictureUrl(pixels) } : {};
    const label = className(model.labels, measured.classIndex);
    found.push({ image: images[index]!.name, ...picture, fill: colour, label, ...measured });
  });
  return {
    ...header(place, images),
    probe: 'invariance',
    options: { transform, ...steps, layers, fill, fit: 'cover' },
    images: found,
    score: meanScores(found, layers),
  };
}

function saidOf({ from, to, step }: Request): Partial<Steps> {
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(step !== undefined && { step }),
  };
}
