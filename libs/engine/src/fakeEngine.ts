import type {
  Engine,
  LayerSummary,
  ModelSummary,
  PhotoSummary,
  Picture,
  Prediction,
  RuleName,
  UnitView,
} from './contract.js';

export interface FakeEngineOptions {
  /** Milliseconds before `strongest` answers, for a layer: tests let a later question overtake an earlier one. */
  delay?: (layer: string) => number;
  /** An error that a call throws instead of answering, while the function returns one. */
  failure?: (call: keyof Engine) => Error | undefined;
}

const INPUT_SIZE = 96;
const FULL_FIELD = { size: INPUT_SIZE, stride: 1, offset: 0 };

/** Names, sides of the maps, channels, and receptive fields, as in a small ZFNet. */
const LAYERS: LayerSummary[] = [
  layer('conv1', 45, 48, 7, 2),
  layer('conv2', 22, 96, 27, 4),
  layer('conv3', 11, 128, 51, 8),
  layer('conv4', 11, 128, 67, 8),
  layer('conv5', 11, 96, 83, 8),
];

const PREDICTIONS: Prediction[] = [
  { index: 0, label: 'dog face', probability: 0.71 },
  { index: 1, label: 'fox', probability: 0.16 },
  { index: 2, label: 'bear', probability: 0.06 },
  { index: 3, label: 'cat face', probability: 0.04 },
  { index: 4, label: 'lion', probability: 0.0004 },
];

/** An engine that answers at once with made-up, repeatable numbers: for tests and for drawing without a network. */
export function fakeEngine({
  delay = () => 0,
  failure = () => undefined,
}: FakeEngineOptions = {}): Engine {
  const photos = new Map<number, Picture>();
  let lastId = 0;
  const answer = async (call: keyof Engine, milliseconds = 0): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    const error = failure(call);
    if (error) throw error;
  };

  return {
    async loadModel(url, { onProgress } = {}): Promise<ModelSummary> {
      onProgress?.(0.5, 'weights');
      await answer('loadModel');
      const name = url.replace(/\/$/, '').split('/').at(-1) ?? url;
      return { name, backend: 'fake', inputSize: INPUT_SIZE, layers: LAYERS, classes: 5 };
    },

    async openPhoto(picture): Promise<PhotoSummary> {
      await answer('openPhoto');
      const seen = nearest(picture, INPUT_SIZE);
      photos.set(++lastId, seen);
      return { id: lastId, seen, predictions: PREDICTIONS, seconds: 0.042 };
    },

    async strongest(photo, name, count, rule): Promise<UnitView[]> {
      await answer('strongest', delay(name));
      const seen = photos.get(photo);
      if (!seen) throw new Error(`no photo ${photo}: it was released`);
      const summary = findLayer(name);
      return Array.from({ length: count }, (_, rank) => fakeView(seen, summary, rank, rule));
    },

    release(photo): Promise<void> {
      photos.delete(photo);
      return Promise.resolve();
    },

    close(): void {
      photos.clear();
    },
  };
}

function findLayer(name: string): LayerSummary {
  const found = LAYERS.find((each) => each.name === name);
  if (!found) throw new Error(`no layer ${name} in the fake network`);
  return found;
}

function layer(
  name: string,
  side: number,
  channels: number,
  size: number,
  stride: number,
): LayerSummary {
  const receptiveField = { size, stride, offset: -(size >> 1) };
  return { name, kind: 'Conv2D', height: side, width: side, channels, receptiveField };
}

/** The photo's own brightness, high-passed a little and faded towards the field's edge, stands in for a projection. */
function fakeView(seen: Picture, summary: LayerSummary, rank: number, rule: RuleName): UnitView {
  const { size, stride, offset } = summary.receptiveField ?? FULL_FIELD;
  const at: [number, number] = [(rank * 5 + 2) % summary.height, (rank * 3 + 1) % summary.width];
  const start = at.map((position) => position * stride + offset);
  const [top, left] = start.map((edge) => Math.max(0, edge)) as [number, number];
  const [bottom, right] = start.map((edge) => Math.min(INPUT_SIZE, edge + size)) as [
    number,
    number,
  ];
  const receptiveField = { top, left, height: bottom - top, width: right - left };
  return {
    layer: summary.name,
    channel: (rank * 37 + 11) % summary.channels,
    at,
    activation: 8.5 / (rank + 1),
    rule,
    receptiveField,
    projection: fakeProjection(seen, receptiveField, rule),
  };
}

function fakeProjection(
  seen: Picture,
  { top, left, height, width }: UnitView['receptiveField'],
  rule: RuleName,
): Float32Array<ArrayBuffer> {
  const gain = { deconvnet: 0.01, gradient: 0.004, guided: 0.007 }[rule];
  return Float32Array.from({ length: height * width * 3 }, (_, index) => {
    const row = Math.floor(index / 3 / width);
    const column = Math.floor(index / 3) % width;
    const here = ((top + row) * seen.width + left + column) * 4 + (index % 3);
    const slope =
      (seen.data[here] ?? 0) - (seen.data[here - 4 * seen.width] ?? seen.data[here] ?? 0);
    const reach = Math.hypot(row / height - 0.5, column / width - 0.5);
    return gain * slope * Math.exp(-8 * reach * reach);
  });
}

function nearest(picture: Picture, size: number): Picture {
  const side = Math.min(picture.width, picture.height);
  const [top, left] = [(picture.height - side) >> 1, (picture.width - side) >> 1];
  const data = new Uint8ClampedArray(size * size * 4);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const row = top + Math.floor((Math.floor(pixel / size) * side) / size);
    const column = left + Math.floor(((pixel % size) * side) / size);
    const from = (row * picture.width + column) * 4;
    data.set(picture.data.subarray(from, from + 4), pixel * 4);
  }
  return { width: size, height: size, data };
}
