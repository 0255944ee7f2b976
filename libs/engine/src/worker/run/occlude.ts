import { project } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { fillOf, squareOf, type Square } from '@deconv/experiments';
import { toInput } from '@deconv/models';
import {
  classesOf,
  inputColour,
  networkUpTo,
  occlude as slideOver,
  requireAnswer,
  requireProjectable,
  strongestPositions,
  type Occlusion,
  type OcclusionMaps,
} from '@deconv/probes';
import type { OccludeResults } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { NamedPicture, ProbeRequest, RuleName } from '../../contract.js';
import { recordOf } from '../recordOf.js';
import { header } from './header.js';
import { pictureUrl } from './pictureUrl.js';
import { seenPhoto } from './seenPhoto.js';
import { strongestOver } from './top.js';
import { unitDocument } from './unitDocument.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'occlude' }>;
type Unit = NonNullable<OccludeResults['unit']>;

/** In how many other photos the map is projected, at most. */
const OTHERS = 3;
/** Milliseconds between two parts of a result: a page draws no faster. */
const PAUSE = 80;
/** The share of the task that sliding is. */
const SLIDING = 0.9;

/** What `deconv occlude` writes. */
export async function occlude(request: Request, place: Workplace): Promise<OccludeResults> {
  const { model, signal } = place;
  const { image, others = [], rule = 'deconvnet', fill = 'grey', layer } = request;
  requireAnswer(model);
  if (layer !== undefined) requireProjectable(model, layer);
  const colourOf = fillOf(fill);
  const square = squareOf(request, model.preprocess.inputSize);
  const pixels = seenPhoto(image, model.preprocess.inputSize);
  const colour = colourOf(pixels);
  (await recordOf(model, pixels)).dispose(); // says which layer is broken, if any
  const base = {
    ...header(place, [image, ...others]),
    probe: 'occlude',
    options: { fill, fit: 'cover', rule },
    image: image.name,
    picture: await pictureUrl(pixels),
    fill: colour,
  } as const;
  const onResult = (result: Occlusion) => ({
    ...base,
    ...result,
    classes: classesOf(result, model.labels),
  });
  const result = await slide(
    { ...request, ...square },
    pixels,
    inputColour(colour, model.preprocess),
    place,
    (part) => place.onPart(onResult(part)),
  );
  place.onProgress(SLIDING, 'Projecting what the map sees');
  const unit = await unitIn(image, pixels, result, rule, place);
  signal.throwIfAborted();
  return { ...onResult(result), unit, others: await unitsIn(others, result, rule, place) };
}

async function slide(
  { size, stride, classIndex, layer, channel }: Request & Square,
  pixels: Pixels,
  fill: readonly number[],
  { model, signal, onProgress }: Workplace,
  onPart: (part: Occlusion) => void,
): Promise<Occlusion> {
  let start: Omit<Occlusion, keyof OcclusionMaps | 'macs'> | undefined;
  let told = -Infinity;
  const x = toInput(pixels, model.preprocess);
  return slideOver(model.network, x, {
    ...{ size, stride, fill, signal },
    // Squares at the edges have maps of other sizes, and for each WebGL compiles its programs anew: whole passes are faster.
    naive: tf.getBackend() === 'webgl',
    ...(classIndex !== undefined && { classIndex }),
    ...(layer !== undefined && { layer }),
    ...(channel !== undefined && { channel }),
    onStart: (known) => (start = known),
    onProgress({ done, total, maps }) {
      onProgress((SLIDING * done) / total, `Place ${done} of ${total}`);
      if (performance.now() - told < PAUSE) return;
      told = performance.now();
      // What it took is counted at the end.
      onPart({ ...start!, ...maps, macs: { executed: 0, tight: 0, naive: 0 } });
    },
  }).finally(() => x.dispose());
}

/** Projects the strongest unit of the watched map in a photo. */
async function unitIn(
  image: NamedPicture,
  pixels: Pixels,
  { layer, channel }: Occlusion,
  rule: RuleName,
  { model }: Workplace,
): Promise<Unit> {
  const part = { ...model, network: networkUpTo(model.network, [layer]) };
  const record = await recordOf(part, pixels);
  try {
    const [position] = await strongestPositions(record, layer, [channel], 0);
    const { at, activation } = position!;
    const [projection] = await project(record, [{ layer, channel, at }], { rule });
    const unit = { image: image.name, at, activation };
    return await unitDocument(unit, pixels, projection!, model.preprocess);
  } finally {
    record.dispose();
  }
}

/** The units of the watched map that are strongest over other photos, one a photo. */
async function unitsIn(
  others: readonly NamedPicture[],
  result: Occlusion,
  rule: RuleName,
  place: Workplace,
): Promise<Unit[]> {
  if (!others.length) return [];
  const { layer, channel } = result;
  const empty = [{ layer, maps: [{ channel, entries: [] }] }];
  const found = await strongestOver(others, empty, OTHERS, place, [SLIDING, 1]);
  const units: Unit[] = [];
  for (const { image } of found.layers[0]!.maps[0]!.entries) {
    place.signal.throwIfAborted();
    const other = others[image]!;
    const pixels = seenPhoto(other, place.model.preprocess.inputSize);
    units.push(await unitIn(other, pixels, result, rule, place));
  }
  return units;
}
