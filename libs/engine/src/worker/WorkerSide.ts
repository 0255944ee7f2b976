import type { Results } from '@deconv/results';
import type { BackendName, Engine, ProbeOptions } from '../contract.js';
import type { Graphics } from '../graphicsHere.js';
import type { Running } from '../Running.js';

/** What is heard of a call before its answer. */
export type News = { fraction: number; message: string } | { part: Results };

/** What stays on the page's side of a call: signals and callbacks do not cross to a worker. */
const STAYING: Record<keyof ProbeOptions<Results['probe']>, true> = {
  signal: true,
  onProgress: true,
  priority: true,
  onPart: true,
};
type Crossing<Options> = Omit<Options, keyof typeof STAYING>;

/** Options without what stays. */
export function crossing<Options extends object>(options: Options): Crossing<Options> {
  const entries = Object.entries(options).filter(([name]) => !(name in STAYING));
  return Object.fromEntries(entries) as Crossing<Options>;
}

/** What a method of the engine's is asked with, and its options behind that. */
type Asked<Method extends (...args: never[]) => unknown> =
  Required<Parameters<Method>> extends [...infer Given, infer Options]
    ? { given: Given; options: Crossing<Options> }
    : never;

/** Methods of the engine's that the worker answers to. */
export type Question = Exclude<keyof Engine, 'release' | 'close'>;

/** What comes before the options of a question. */
export type GivenTo<Q extends Question> = Asked<Engine[Q]>['given'];

/**
 * The engine's questions as the worker hears them: each under the number of its call. News come back under it, and `abort`
 * names it.
 */
type Answers = {
  [Q in Question]: (
    call: number,
    ...asked: [...GivenTo<Q>, Asked<Engine[Q]>['options']]
  ) => ReturnType<Engine[Q]>;
};

/** What the worker answers to. */
export interface WorkerSide extends Answers {
  /**
   * Sets the one listener for the news of all calls, the first handle to give out, what is to compute, if asked for, and what
   * was found to be fastest on this visit.
   */
  listen(
    onNews: (call: number, news: News) => void,
    firstId: number,
    backend: BackendName | undefined,
    found: Running | undefined,
  ): void;
  abort(call: number): void;
  /** Takes files of the page's, which have this address from now on. */
  bring(address: string, files: readonly File[]): void;
  release(photo: number): void;
}

/** Posted by the worker when the browser has taken its graphics context away: nothing it holds can be trusted. */
export const CONTEXT_LOST = 'deconv-context-lost';

/** Posted by the worker as it starts: what graphics context it gets here. */
export interface Started {
  deconvStarted: { graphics: Graphics };
}
