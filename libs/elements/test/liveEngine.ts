import type { Engine, Picture, ProbeRequest, CallOptions, UnitView } from '@deconv/engine';
import type { OccludeResults, Results } from '@deconv/results';
import {
  attributeResults,
  correspondResults,
  diagnoseResults,
  evolutionResults,
  invarianceResults,
  lensResults,
  occludeResults,
  topResults,
} from './documents.js';

const DOCUMENTS = {
  top: topResults,
  occlude: occludeResults,
  attribute: attributeResults,
  invariance: invarianceResults,
  evolution: evolutionResults,
  correspond: correspondResults,
  diagnose: diagnoseResults,
  lens: lensResults,
};

const TINY = {
  ...{ name: 'tiny', fingerprint: 'ef'.repeat(32), classes: 3 },
  ...{ backend: 'fake', backendReason: 'made up' },
};
const side = 12;
const field = { size: 4, stride: 3, offset: 0 };
const layers = ['conv1', 'conv5'].map((name) => ({
  ...{ name, kind: 'Conv2D', height: 4, width: 4, channels: 16 },
  receptiveField: field,
}));

/** Answers for as long as it is not held, and knows what it was asked. */
export interface LiveEngine extends Engine {
  /** Requests, with the seed of the network where it was random. */
  asked: (ProbeRequest & { random?: number })[];
  loads: (CallOptions & { random?: number })[];
  projected: object[];
  /** Runs wait while this is set; `resume` lets them go on. */
  held: boolean;
  resume: () => void;
  /** What the next runs reject with. */
  failure: Error | undefined;
  aborts: number;
}

/** An engine that answers every probe with a small document, at once or when it is let. */
export function liveEngine(): LiveEngine {
  const waiting: (() => void)[] = [];
  const seeds = new Map<number, number | undefined>();
  const unused = (): Promise<never> => Promise.reject(new Error('not asked here'));
  const engine: LiveEngine = {
    ...{ asked: [], loads: [], projected: [], held: false, failure: undefined, aborts: 0 },
    resume() {
      engine.held = false;
      waiting.splice(0).forEach((go) => go());
    },
    loadModel(_, options = {}) {
      engine.loads.push(options);
      options.onProgress?.(0.5, 'weights');
      const id = engine.loads.length;
      seeds.set(id, options.random);
      return Promise.resolve({ ...TINY, id, inputSize: side, layers });
    },
    openPhoto(_, picture) {
      const seen = { ...picture, ...blank() };
      return Promise.resolve({ id: 1, seen, predictions: [], seconds: 0.01 });
    },
    project(_, units, options) {
      engine.projected.push({ units: [...units], rule: options.rule, control: options.control });
      const views = units.map((unit): UnitView => {
        const receptiveField = { top: 0, left: 0, height: 4, width: 4 };
        const projection = new Float32Array(48).fill(1);
        return { ...unit, activation: 1, rule: options.rule, receptiveField, projection };
      });
      return Promise.resolve(views);
    },
    async run(model, request, { signal, onProgress, onPart } = {}) {
      const random = seeds.get(model);
      engine.asked.push({ ...request, ...(random === undefined ? {} : { random }) });
      onProgress?.(0.25, 'Covering');
      const results = DOCUMENTS[request.probe]() as Results;
      if (results.probe === 'occlude') onPart?.(coarse(results) as never);
      if (engine.held) await untilResumed(waiting, signal, () => engine.aborts++);
      if (engine.failure) throw engine.failure;
      return results as never;
    },
    ...{
      strongest: unused,
      strongestAt: unused,
      featureMaps: unused,
      descend: unused,
      learn: unused,
    },
    release: () => Promise.resolve(),
    close: () => undefined,
  };
  return engine;
}

function untilResumed(
  waiting: (() => void)[],
  signal: AbortSignal | undefined,
  onAbort: () => void,
) {
  return new Promise<void>((resolve, reject) => {
    waiting.push(resolve);
    signal?.addEventListener('abort', () => {
      onAbort();
      reject(signal.reason as Error);
    });
  });
}

/** Every other row and column, as a first part has it. */
function coarse(results: OccludeResults): OccludeResults {
  const thin = (map: number[][]): number[][] =>
    map.map((row, i) => row.map((value, j) => (i % 2 || j % 2 ? NaN : value)));
  const { probability, label, activity } = results;
  return {
    ...results,
    ...{ probability: thin(probability!), label: thin(label), activity: thin(activity) },
  };
}

function blank(): Picture {
  return { width: side, height: side, data: new Uint8ClampedArray(side * side * 4).fill(200) };
}

/** Pictures with these names. */
export function pictures(...names: string[]) {
  return names.map((name) => ({ name, picture: blank() }));
}
