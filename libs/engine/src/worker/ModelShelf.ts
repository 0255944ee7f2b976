import type { Network } from '@deconv/core';
import type { LoadOptions, Model } from '@deconv/models';
import { randomWeights, requirePhotos, weightedBelow } from '@deconv/probes';
import type { ModelSummary } from '../contract.js';
import { loadAnywhere } from './loadAnywhere.js';
import { modelSummary } from './modelSummary.js';
import type { Running } from '../Running.js';

/** A network in use: whoever holds it gives it back. */
export interface Held {
  model: Model;
  summary: ModelSummary;
  giveBack: () => void;
}

type OnProgress = NonNullable<LoadOptions['onProgress']>;

/** How whoever waits for a network follows its way. */
interface Waiting {
  signal: AbortSignal;
  onProgress: OnProgress;
}

interface Loading {
  loaded: Promise<Loaded>;
  controller: AbortController;
  waiting: Set<Waiting>;
}

interface Loaded {
  model: Model;
  summary: ModelSummary;
  bytes: number;
  dispose: () => void;
}

interface Place {
  id: number;
  url: string;
  random: number | undefined;
  loading: Loading | undefined;
  /** How many hold it. */
  holders: number;
  /** When it was last given back. */
  used: number;
}

/** Weights of networks that nobody uses may take this many bytes together before they go. */
const SPARE_BYTES = 256e6;

/**
 * The networks of a page, each loaded once whoever asks, and again where it had to go: those that were used least lately
 * and that nobody holds, where memory is short.
 */
export class ModelShelf {
  readonly #places = new Map<string, Place>();
  #clock = 0;

  constructor(
    private readonly nextId: () => number,
    private readonly start: () => Promise<Running>,
    private readonly spareBytes = SPARE_BYTES,
  ) {}

  /** Takes the network at an address off the shelf, and loads it where it is not there. */
  take(url: string, random: number | undefined, waiting: Waiting): Promise<Held> {
    const key = JSON.stringify([url, random]);
    let place = this.#places.get(key);
    if (!place) {
      place = { id: this.nextId(), url, random, loading: undefined, holders: 0, used: 0 };
      this.#places.set(key, place);
    }
    return this.#hold(place, waiting);
  }

  /** The same by its handle. @throws Error for a handle that was never given */
  takeById(id: number, waiting: Waiting): Promise<Held> {
    const place = [...this.#places.values()].find((each) => each.id === id);
    if (!place) return Promise.reject(new Error(`No model ${id} is loaded: call loadModel first.`));
    return this.#hold(place, waiting);
  }

  dispose(): void {
    for (const place of this.#places.values()) this.#clear(place);
    this.#places.clear();
  }

  async #hold(place: Place, waiting: Waiting): Promise<Held> {
    place.holders++;
    const giveBack = once(() => {
      place.holders--;
      place.used = ++this.#clock;
      void this.#makeRoom();
    });
    try {
      const { model, summary } = await this.#wait(place, waiting);
      return { model, summary, giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Waits with all others for one loading, which goes on until the last of them leaves. */
  async #wait(place: Place, waiting: Waiting): Promise<Loaded> {
    waiting.signal.throwIfAborted();
    const loading = (place.loading ??= this.#start(place));
    loading.waiting.add(waiting);
    const leave = (): void => {
      loading.waiting.delete(waiting);
      if (loading.waiting.size) return;
      if (place.loading === loading) place.loading = undefined;
      loading.controller.abort();
    };
    waiting.signal.addEventListener('abort', leave);
    try {
      const loaded = await Promise.race([loading.loaded, aborted(waiting.signal)]);
      return loaded;
    } catch (error) {
      if (place.loading === loading && !waiting.signal.aborted) place.loading = undefined;
      throw error;
    } finally {
      waiting.signal.removeEventListener('abort', leave);
      loading.waiting.delete(waiting);
    }
  }

  #start(place: Place): Loading {
    const controller = new AbortController();
    const waiting = new Set<Waiting>();
    const onProgress: OnProgress = (fraction, message) =>
      waiting.forEach((each) => each.onProgress(fraction, message));
    const loaded = this.#load(place, { signal: controller.signal, onProgress });
    // Whoever waits hears of a failure; the loading itself may have lost all of them.
    loaded.catch(() => undefined);
    return { loaded, controller, waiting };
  }

  async #load(place: Place, options: Waiting): Promise<Loaded> {
    const running = await this.start();
    const loaded =
      place.random === undefined
        ? await this.#loadTrained(place, running, options)
        : await this.#loadRandom(place, place.random, running, options);
    if (options.signal.aborted) {
      loaded.dispose();
      throw options.signal.reason;
    }
    return loaded;
  }

  async #loadTrained({ id, url }: Place, running: Running, options: Waiting): Promise<Loaded> {
    const model = await loadAnywhere(url, options);
    try {
      requirePhotos(model);
    } catch (error) {
      model.dispose();
      throw error;
    }
    const summary = { id, ...modelSummary(url, model, running) };
    return { model, summary, bytes: bytesOf(model.network), dispose: model.dispose };
  }

  /** The network that it differs from stays on the shelf for as long as it is needed: what has no weights is shared. */
  async #loadRandom(
    { id, url }: Place,
    seed: number,
    running: Running,
    options: Waiting,
  ): Promise<Loaded> {
    const held = await this.take(url, undefined, options);
    const { network } = held.model;
    const top = network.output ?? network.nodes.length - 1;
    const random = randomWeights(network, new Set(weightedBelow(network, top)), seed);
    const model = { ...held.model, network: random.network };
    const { name, ...rest } = modelSummary(url, model, running);
    const summary = { ...rest, id, name: `${name} with random weights (seed ${seed})` };
    const dispose = (): void => {
      random.dispose();
      held.giveBack();
    };
    return { model, summary, bytes: bytesOf(random.network), dispose };
  }

  /** Lets networks go that nobody holds, until what is left is little enough; the one used last stays. */
  async #makeRoom(): Promise<void> {
    const idle = [...this.#places.values()].filter(({ holders, loading }) => !holders && loading);
    idle.sort((a, b) => b.used - a.used);
    let kept = 0;
    for (const [i, place] of idle.entries()) {
      const loaded = await place.loading?.loaded.catch(() => undefined);
      if (!loaded || place.holders) continue;
      kept += loaded.bytes;
      if (i > 0 && kept > this.spareBytes) this.#clear(place);
    }
  }

  #clear(place: Place): void {
    const { loading } = place;
    place.loading = undefined;
    loading?.controller.abort();
    loading?.loaded.then(
      ({ dispose }) => dispose(),
      () => undefined,
    );
  }
}

function bytesOf({ nodes }: Network): number {
  const weights = nodes.flatMap(({ op }) => Object.values(op.weights));
  return weights.reduce((sum, { size }) => sum + 4 * size, 0);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
