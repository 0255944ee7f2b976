import { asSeen, recordOf, toInput } from '@deconv/models';
import {
  answerField,
  classesOf,
  deepestLayer,
  inputColour,
  occlude as slideOver,
  requireAnswer,
  requireProjectable,
  type Occlusion,
  type OcclusionMaps,
} from '@deconv/probes';
import { shortSideOf } from '@deconv/pictures';
import type { OccludeResults } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type * as v from 'valibot';
import { fillOf } from '../options/fillOf.js';
import { squareOf, type Square } from '../options/squareOf.js';
import { header } from '../running/header.js';
import type { OccludePorts } from './OccludePorts.js';
import type { options } from './options.js';
import { unitIn, unitsIn } from './running/watchedUnits.js';
import { watchingOf } from './watchingOf.js';

type Options = v.InferOutput<typeof options>;

/** The share of the task that sliding is. */
const SLIDING = 0.9;

/** Slides a square over a photo; projects the watched map there and in others, where pictures can be kept. */
export async function run(said: Options, ports: OccludePorts): Promise<OccludeResults> {
  const { model, photos, draw } = ports;
  const { rule, fill, k } = said;
  const watching = watchingOf(requireAnswer(model), said.watch);
  const asked = { ...said, layer: layerOf(said, ports) };
  const { inputSize } = model.preprocess;
  const square = squareOf(asked, shortSideOf(inputSize));
  const pixels = asSeen(await photos.at(0, inputSize), model.preprocess);
  const colour = fillOf(fill)(pixels);
  (await recordOf(model, pixels, { only: [] })).dispose(); // says which layer is broken, if any
  const base = {
    ...header(ports),
    ...answerField(model),
    probe: 'occlude',
    options: { fill, fit: ports.fit, rule },
    image: photos.names[0]!,
    ...(draw && { picture: await draw(['image'], pixels) }),
    fill: colour,
  } as const;
  const documentOf = ({ value, clean, ...found }: Occlusion): OccludeResults => ({
    ...{ ...base, ...found, [watching.quantity]: value },
    clean: { [watching.quantity]: clean.value, label: clean.label, activity: clean.activity },
    classes: classesOf({ ...found, clean }, model),
  });
  const x = toInput(pixels, model.preprocess);
  const { valuesAt } = watching;
  const sliding = { ...asked, ...square, valuesAt, colour: inputColour(colour, model.preprocess) };
  const onPart = (part: Occlusion): void => ports.onPart?.(() => documentOf(part));
  const found = await slide(x, sliding, ports, onPart).finally(() => x.dispose());
  if (!draw) return documentOf(found);
  ports.begin({ share: [SLIDING, 1], total: 1, message: () => 'Projecting what the map sees' });
  const projecting = { ...found, rule, k, share: [SLIDING, 1] as const };
  const unit = await unitIn(photos, 0, ['unit'], projecting, { ...ports, draw });
  ports.signal.throwIfAborted();
  const { units, skipped } = await unitsIn(projecting, { ...ports, draw });
  return { ...documentOf(found), ...header(ports, skipped), unit, others: units };
}

/** The layer that is watched. Where pictures are drawn, its units are projected. @throws Error for one that cannot be */
function layerOf({ layer, rule }: Options, { model, draw }: OccludePorts): string {
  const projectedBy = draw && rule;
  if (layer === undefined) return deepestLayer(model.network, projectedBy);
  requireProjectable(model, layer, projectedBy);
  return layer;
}

async function slide(
  x: tf.Tensor4D,
  {
    size,
    stride,
    colour,
    classIndex,
    layer,
    channel,
    naive,
    valuesAt,
  }: Options & Square & { colour: readonly number[]; valuesAt: number | undefined },
  { model, signal, begin }: OccludePorts,
  onPart: (part: Occlusion) => void,
): Promise<Occlusion> {
  let start: Omit<Occlusion, keyof OcclusionMaps | 'macs'> | undefined;
  let report: ((done: number) => void) | undefined;
  return slideOver(model.network, x, {
    ...{ size, stride, fill: colour, signal },
    // Squares at the edges have maps of other sizes, and for each WebGL compiles its programs anew: whole passes are faster.
    naive: naive ?? tf.getBackend() === 'webgl',
    ...(classIndex !== undefined && { classIndex }),
    ...(layer !== undefined && { layer }),
    ...(channel !== undefined && { channel }),
    ...(valuesAt !== undefined && { valuesAt }),
    onStart: (known) => (start = known),
    onProgress({ done, total, maps }) {
      report ??= begin({
        ...{ share: [0, SLIDING], total, counted: 'places', brief: true },
        message: (done) => `Place ${done} of ${total}`,
      });
      report(done);
      // What it took is counted at the end.
      onPart({ ...start!, ...maps, macs: { executed: 0, tight: 0, naive: 0 } });
    },
  });
}
