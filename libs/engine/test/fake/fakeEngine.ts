import type {
  ControlName,
  Engine,
  FeatureMaps,
  Learned,
  ModelSummary,
  PhotoSummary,
  Picture,
  Prediction,
  ProbeRequest,
  ResultsOf,
  StepView,
  CallOptions,
  UnitAddress,
  UnitView,
} from '../../src/contract.js';
import type { Results } from '@deconv/results';
import { fakeDocument, FINGERPRINT } from './fakeDocument.js';
import { findLayer, INPUT_SIZE, LAYERS } from './fakeLayers.js';
import { fakeLearned } from './fakeLearned.js';
import { fakeMaps } from './fakeMaps.js';
import { fakeSteps } from './fakeSteps.js';
import { fakeUnit, fakeUnitAt, fakeView } from './fakeView.js';

export interface FakeEngineOptions {
  /** An error that a call throws instead of answering, while the function returns one. */
  failure?: (call: keyof Engine) => Error | undefined;
  /** Documents that `run` answers with, instead of made-up ones. */
  documents?: { [P in Results['probe']]?: ResultsOf<P> };
  /** `run` and `learn` go on until their signal aborts. */
  endless?: boolean;
}

const PREDICTIONS: Prediction[] = [
  { index: 0, label: 'dog face', probability: 0.71 },
  { index: 1, label: 'fox', probability: 0.16 },
  { index: 2, label: 'bear', probability: 0.06 },
  { index: 3, label: 'cat face', probability: 0.04 },
  { index: 4, label: 'lion', probability: 0.0004 },
];

/** An engine that answers at once with made-up, repeatable numbers: for tests and for drawing without a network. */
export function fakeEngine(options: FakeEngineOptions = {}): Engine {
  const photos = new Map<number, Picture>();
  const models = new Map<string, ModelSummary>();
  return {
    ...loading(options, models, photos),
    ...looking(options, photos),
    ...running(options, models),
    release(photo): Promise<void> {
      photos.delete(photo);
      return Promise.resolve();
    },
    close(): void {
      photos.clear();
    },
  };
}

/** Answers later, and throws where the test wants it. */
async function answer(
  { failure = () => undefined }: FakeEngineOptions,
  call: keyof Engine,
  endless = false,
  signal?: AbortSignal,
): Promise<void> {
  await pause(endless, signal);
  const error = failure(call);
  if (error) throw error;
}

function loading(
  options: FakeEngineOptions,
  models: Map<string, ModelSummary>,
  photos: Map<number, Picture>,
): Pick<Engine, 'loadModel' | 'openPhoto'> {
  let lastId = 0;
  return {
    async loadModel(url, { onProgress, random } = {}): Promise<ModelSummary> {
      onProgress?.(0.5, 'weights');
      await answer(options, 'loadModel');
      const name = url.replace(/\/$/, '').split('/').at(-1) ?? url;
      const key = JSON.stringify([url, random]);
      const summary = models.get(key) ?? { ...NETWORK, id: models.size + 1, name };
      models.set(key, summary);
      return summary;
    },
    async openPhoto(_, picture): Promise<PhotoSummary> {
      await answer(options, 'openPhoto');
      const seen = nearest(picture, INPUT_SIZE);
      photos.set(++lastId, seen);
      return { id: lastId, seen, predictions: PREDICTIONS, seconds: 0.042 };
    },
  };
}

function looking(
  options: FakeEngineOptions,
  photos: Map<number, Picture>,
): Pick<Engine, 'strongest' | 'strongestAt' | 'project' | 'featureMaps' | 'descend'> {
  const seenOf = (photo: number): Picture => {
    const seen = photos.get(photo);
    if (!seen) throw new Error(`no photo ${photo}: it was released`);
    return seen;
  };
  return {
    async strongest(photo, name, count, rule): Promise<UnitView[]> {
      await answer(options, 'strongest');
      const [seen, summary] = [seenOf(photo), findLayer(name)];
      return Array.from({ length: count }, (_, rank) =>
        fakeView(seen, summary, fakeUnit(summary, rank), rule, 8.5 / (rank + 1)),
      );
    },
    async strongestAt(photo, pixel, layers, rule): Promise<UnitView[]> {
      await answer(options, 'strongestAt');
      const seen = seenOf(photo);
      return layers
        .map(findLayer)
        .map((each, i) => fakeView(seen, each, fakeUnitAt(each, pixel), rule, 6 / (i + 1)));
    },
    async project(photo, units, { rule, control }): Promise<UnitView[]> {
      await answer(options, 'project');
      const seen = control ? blurred(seenOf(photo)) : seenOf(photo);
      const viewOf = (unit: UnitAddress) => fakeView(seen, findLayer(unit.layer), unit, rule, 5);
      return units.flatMap((unit) => inSteps(viewOf(unit), control));
    },
    async featureMaps(photo, name): Promise<FeatureMaps> {
      await answer(options, 'featureMaps');
      return fakeMaps(seenOf(photo), findLayer(name));
    },
    async descend(photo, unit, rule): Promise<StepView[]> {
      await answer(options, 'descend');
      return fakeSteps(seenOf(photo), unit, rule);
    },
  };
}

function running(
  options: FakeEngineOptions,
  models: Map<string, ModelSummary>,
): Pick<Engine, 'run' | 'learn'> {
  const { documents = {}, endless = false } = options;
  return {
    async run<P extends Results['probe']>(
      model: number,
      request: Extract<ProbeRequest, { probe: P }>,
      { signal, onProgress }: CallOptions = {},
    ): Promise<ResultsOf<P>> {
      onProgress?.(0.5, 'computing');
      await answer(options, 'run', endless, signal);
      const { name = 'fake' } = [...models.values()].find(({ id }) => id === model) ?? {};
      const given = documents[request.probe as Results['probe']];
      return (given ?? fakeDocument(request, name)) as ResultsOf<P>;
    },
    async learn(_, lesson, { signal, onProgress } = {}): Promise<Learned> {
      onProgress?.(0.5, 'Learning');
      await answer(options, 'learn', endless, signal);
      return fakeLearned(lesson, (picture) => nearest(picture, INPUT_SIZE));
    },
  };
}

const NETWORK = {
  ...{ backend: 'fake', backendReason: 'made up', inputSize: INPUT_SIZE },
  ...{ layers: LAYERS, classes: 5, fingerprint: FINGERPRINT },
};

function pause(endless: boolean, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) {
      stop();
      return;
    }
    signal?.addEventListener('abort', stop, { once: true });
    if (!endless) setTimeout(resolve);
  });
}

/** A cascade projects once for each layer that becomes random. */
function inSteps(view: UnitView, control: ControlName | undefined): UnitView[] {
  if (control !== 'cascade') return [view];
  return [view.layer, 'down to conv1'].map((replaced) => ({ ...view, replaced }));
}

/** What a control leaves: little of the photo. */
function blurred({ width, height, data }: Picture): Picture {
  return { width, height, data: data.map((value, i) => (value >> 4) * 16 + ((i * 31) % 16)) };
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
