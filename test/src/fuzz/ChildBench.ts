import { fork, type ChildProcess } from 'node:child_process';
import type { KindName } from './kinds/index.js';
import type { Bench, Outcome } from './Outcome.js';

/** What one case may use. All of it is generous: a case is a few kilobytes. */
export interface CaseLimits {
  /** Of the processor's time. */
  seconds: number;
  /** Of resident memory, with all that is loaded. */
  mebibytes: number;
  /** By the clock, for what waits and never ends. */
  patience: number;
}

export const LIMITS: CaseLimits = { seconds: 20, mebibytes: 1024, patience: 300 };
/** Of V8's own heap, in MiB. */
const HEAP = 512;
/** How much of what a process said last is kept. */
const LAST_WORDS = 2_000;

/** Tries cases in a process of Node, and starts another one after each that did not outlive its case. */
export class ChildBench implements Bench {
  #child: Promise<ChildProcess> | undefined;
  #lastWords = '';
  /** How many seeds there are; known once the first case was tried. */
  seeds = 0;

  constructor(
    readonly script: string,
    readonly kind: KindName,
    readonly seed: number,
    readonly limits: CaseLimits = LIMITS,
  ) {}

  /** @param number of the case, or −1, −2 … for the seeds as they are */
  async attempt(number: number): Promise<Outcome> {
    const child = await (this.#child ??= this.#start());
    const { promise, end } = this.#outcomeOf(child, number);
    child.send(number);
    return promise.finally(end);
  }

  #outcomeOf(child: ChildProcess, number: number) {
    let begun = { seed: '', changes: [] as string[] };
    let hear: (told: unknown) => void = () => undefined;
    let lose: (code: number | null, signal: string | null) => void = () => undefined;
    const clock = setTimeout(() => child.kill('SIGKILL'), this.limits.patience * 1000);
    const promise = new Promise<Outcome>((resolve) => {
      hear = (told) => {
        if ('verdict' in (told as Outcome)) resolve(told as Outcome);
        else begun = told as typeof begun;
      };
      lose = (code, signal) => {
        this.#child = undefined;
        resolve({
          case: number,
          verdict: 'failed',
          ...begun,
          ...this.#lastOf(`${signal ?? code}`),
        });
      };
      child.on('message', hear).on('close', lose);
    });
    const end = (): void => {
      clearTimeout(clock);
      child.off('message', hear).off('close', lose);
    };
    return { promise, end };
  }

  #lastOf(how: string): Pick<Outcome, 'message' | 'fault'> {
    const message = this.#lastWords.trim().slice(-LAST_WORDS);
    const limit = /over the limit of .*/.exec(this.#lastWords)?.[0];
    const heap =
      this.#lastWords.includes('heap out of memory') && `over the limit of ${HEAP} MiB of heap`;
    const other = how === 'SIGKILL' ? 'never ends' : `its process ended: ${how}`;
    return { message, fault: limit ?? (heap || other) };
  }

  async #start(): Promise<ChildProcess> {
    const { seconds, mebibytes } = this.limits;
    const child = fork(
      this.script,
      [this.kind, `${this.seed}`, JSON.stringify({ seconds, mebibytes })],
      {
        execArgv: [`--max-old-space-size=${HEAP}`],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      },
    );
    this.#lastWords = '';
    child.stderr!.on('data', (said: Buffer) => {
      this.#lastWords = (this.#lastWords + said.toString()).slice(-4 * LAST_WORDS);
    });
    this.seeds = await new Promise<number>((resolve, reject) => {
      child.once('message', (count) => resolve(count as number));
      child.once('close', () => reject(new Error(`no case can be tried: ${this.#lastWords}`)));
    });
    return child;
  }

  async close(): Promise<void> {
    (await this.#child)?.kill('SIGKILL');
    this.#child = undefined;
  }
}
