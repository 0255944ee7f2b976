import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { receptiveFields, type AxisField, type MapShape } from '@deconv/geometry';
import { recordOf, type Model } from '@deconv/models';
import { withoutAlpha, type Pixels } from '@deconv/pictures';
import {
  breather,
  cellsOf,
  FEW_STRENGTH,
  learnFew,
  networkUpTo,
  pooledFeatures,
  pooledShape,
  type FewAnswer,
} from '@deconv/probes';
import type { Box, Learned, LearnedPhoto, Lesson, NamedPicture } from '../contract.js';
import type { ProbeContext } from './run/ProbeContext.js';
import { seenPixels } from './seenPixels.js';

/** Features of a photo at most: few photos can afford more than many. */
const MOST = 16_384;
/** Photos whose features are kept, of a network. */
const KEPT = 512;

/** A photo as the network sees it, with its features. */
interface Looked {
  seen: Learned['photos'][number]['seen'];
  features: Float32Array;
}

type Context = Pick<ProbeContext, 'model' | 'summary' | 'signal' | 'onProgress'>;

/**
 * Looks at photos, each once, and learns their classes from the features of one layer.
 * @throws RangeError where a photo's label is no class
 */
export async function learn(lesson: Lesson, context: Context): Promise<Learned> {
  requireClasses(lesson);
  const start = performance.now();
  const { layer, photos, asked, classes } = lesson;
  const { model, summary, signal, onProgress } = context;
  const { shape: whole } = model.network.nodes[model.network.indexOf(layer)]!.op;
  const shape = pooledShape(whole, MOST);
  const looked = await look([...photos, ...asked], layer, shape, context);
  const found = await learnFew(
    {
      ...{ classes, shape },
      labels: Int32Array.from(photos, ({ label }) => label),
      features: tableOf(looked.slice(0, photos.length)),
      asked: tableOf(looked.slice(photos.length)),
    },
    {
      signal,
      onLearned: (done, total) => onProgress(0.5 + (0.5 * done) / total, 'Learning'),
    },
  );
  const withPhoto = (answer: FewAnswer, i: number): LearnedPhoto => ({
    ...answer,
    seen: looked[i]!.seen,
  });
  return {
    ...{ layer, rows: shape.height, columns: shape.width, strength: FEW_STRENGTH },
    features: shape.height * shape.width * shape.channels,
    ...placesOf(model, layer, whole, shape),
    offsets: found.offsets,
    photos: found.learned.map(withPhoto),
    asked: found.asked.map((answer, i) => withPhoto(answer, photos.length + i)),
    fingerprint: summary.fingerprint,
    seconds: (performance.now() - start) / 1000,
  };
}

function requireClasses({ photos, classes }: Lesson): void {
  const stray = photos.find(
    ({ label }) => !(Number.isInteger(label) && label >= 0 && label < classes),
  );
  if (!stray) return;
  throw new RangeError(
    `the photo ${stray.name} has the label ${stray.label}, but of ${classes} classes the labels are 0 to ${classes - 1}: ` +
      'correct the label, or raise the number of classes',
  );
}

/** [photos, features] */
function tableOf(looked: readonly Looked[]): Float32Array {
  const size = looked[0]?.features.length ?? 0;
  const table = new Float32Array(looked.length * size);
  looked.forEach(({ features }, i) => table.set(features, i * size));
  return table;
}

const known = new WeakMap<Model['network'], Map<string, Float32Array>>();

/** What was looked at before is not looked at again: features are kept by what the network sees. */
async function look(
  photos: readonly NamedPicture[],
  layer: string,
  shape: MapShape,
  { model, signal, onProgress }: Context,
): Promise<Looked[]> {
  const kept = known.get(model.network) ?? new Map<string, Float32Array>();
  known.set(model.network, kept);
  const breathe = breather();
  const looked: Looked[] = [];
  for (const [i, { picture }] of photos.entries()) {
    onProgress((0.5 * i) / photos.length, `Looking at photo ${i + 1} of ${photos.length}`);
    const seen = seenPixels(picture, model.preprocess.inputSize);
    const pixels = withoutAlpha(seen);
    const key = `${layer} ${bytesToHex(sha256(pixels.data))}`;
    const features = kept.get(key) ?? (await featuresOf(model, pixels, layer, shape));
    kept.delete(key);
    kept.set(key, features);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    looked.push({ seen, features });
    await breathe();
    signal.throwIfAborted();
  }
  return looked;
}

async function featuresOf(
  model: Model,
  pixels: Pixels,
  layer: string,
  shape: MapShape,
): Promise<Float32Array> {
  const part = { ...model, network: networkUpTo(model.network, [layer]) };
  const record = await recordOf(part, pixels);
  return pooledFeatures(record.activation(layer), shape).finally(() => record.dispose());
}

/** What cells of the grid see along one axis: all that their units see together, and the middle of it. */
function seenAlong(axis: AxisField | undefined, length: number, cells: number, side: number) {
  return cellsOf(length, cells).map(([from, to], i) => {
    // No one field holds for all units: each may see everything.
    if (!axis) return { first: 0, size: side, centre: ((i + 0.5) * side) / cells - 0.5 };
    const [start, last] = [from, to - 1].map((at) => at * axis.stride + axis.offset) as [
      number,
      number,
    ];
    const first = Math.max(0, start);
    const size = Math.min(side, last + axis.size) - first;
    return { first, size, centre: (start + last + axis.size - 1) / 2 };
  });
}

function placesOf(
  { network }: Model,
  layer: string,
  whole: MapShape,
  { height, width }: MapShape,
): Pick<Learned, 'fields' | 'centres'> {
  const field = receptiveFields(network.nodes)[network.indexOf(layer)];
  const rows = seenAlong(field?.rows, whole.height, height, network.input.height);
  const columns = seenAlong(field?.columns, whole.width, width, network.input.width);
  const middles = (along: typeof rows): number[] => along.map(({ centre }) => centre);
  return {
    centres: { rows: middles(rows), columns: middles(columns) },
    fields: rows.flatMap((row) =>
      columns.map((column): Box => ({
        ...{ top: row.first, left: column.first },
        ...{ height: row.size, width: column.size },
      })),
    ),
  };
}
