import { className, recordOf, toInput, type Model } from '@deconv/models';
import { contrastScale, type Pixels } from '@deconv/pictures';
import {
  answerField,
  answeringNetwork,
  deepestLayer,
  liesAsPicture,
  mostProbable,
  requireAnswer,
  requireOne,
} from '@deconv/probes';
import type { AttributeResults, AttributeResultsImage } from '@deconv/results';
import type * as v from 'valibot';
import { unfit } from '../options/UnfitOption.js';
import type { Ports } from '../Ports.js';
import { eachPhoto } from '../running/eachPhoto.js';
import { header } from '../running/header.js';
import { heatPicture } from './heatPicture.js';
import { methodOf, type Method } from './methodOf.js';
import type { options } from './options.js';
import { attributed } from './running/attributed.js';

/** Attributes the answer to each photo, or another class. */
export async function run(
  { classIndex, ...said }: v.InferOutput<typeof options>,
  ports: Ports,
): Promise<AttributeResults> {
  const { model, fit } = ports;
  requireAnswer(model);
  const method = methodOf(said, deepestLayer(model.network));
  if (said.layer !== undefined) requireInPlace(model, said.layer);
  const answering = { ...model, network: answeringNetwork(model.network) };
  const images: AttributeResultsImage[] = [];
  const skipped = await eachPhoto(ports, async (pixels, index) => {
    const nth = { index, of: ports.photos.names.length, place: images.length + 1 };
    images.push(await lookedAt(pixels, nth, { method, classIndex, answering }, ports));
  });
  return {
    ...header(ports, skipped),
    ...answerField(model),
    probe: 'attribute',
    options: { ...method, fit },
    images,
  };
}

/** @throws UnfitOption for a layer whose maps cannot be laid over the picture */
function requireInPlace({ network }: Model, layer: string): void {
  if (!network.layers.some(({ name }) => name === layer) || liesAsPicture(network)(layer)) return;
  throw unfit('layer', layer, 'a layer whose places are places of the picture: these are tokens');
}

interface Attributing {
  method: Method;
  classIndex: number | undefined;
  /** The model, whose network ends with what it answers. */
  answering: Model;
}

async function lookedAt(
  pixels: Pixels,
  { index, of, place }: { index: number; of: number; place: number },
  { method, classIndex: asked, answering }: Attributing,
  ports: Ports,
): Promise<AttributeResultsImage> {
  const { model, photos, draw, signal } = ports;
  const record = await recordOf(model, pixels, { only: [model.network.answer!] }); // says which layer is broken, if any
  const answer = await record.answer.data<'float32'>().finally(() => record.dispose());
  requireOne('class', asked, answer.length);
  const classIndex = asked ?? mostProbable(answer);
  const total = method.method === 'grad-cam' ? 1 : method.steps;
  const onStep = ports.begin({
    ...{ share: [index / of, (index + 1) / of], total },
    message: (done) => `Photo ${index + 1} of ${of}: step ${Math.min(done + 1, total)} of ${total}`,
  });
  const x = toInput(pixels, model.preprocess);
  const { values, ...found } = await attributed(answering, { pixels, x }, method, {
    ...{ classIndex, signal, onStep, answer: answer[classIndex]! },
  }).finally(() => x.dispose());
  const scale = contrastScale(values);
  const drawn = draw && {
    picture: await draw([`image-${place}`], pixels),
    heat: { picture: await draw([`heat-${place}`], heatPicture(pixels, values, scale)), scale },
  };
  const label = className(model, classIndex);
  const number = answer[classIndex]!;
  const told = model.answer!.kind === 'numbers' ? { value: number } : { probability: number };
  return { image: photos.names[index]!, ...drawn, classIndex, label, ...told, ...found };
}
