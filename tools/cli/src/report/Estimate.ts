/** A piece of work, as far as its duration is foreseen. */
export interface Work {
  /** What it does: works of a kind take as long a pass. */
  kind: string;
  /** Forward passes that it takes, about. */
  passes: number;
}

interface Measured {
  passes: number;
  /** Without those that works took to start. */
  seconds: number;
}

/**
 * Tells how long the rest of a report will take, by how long parts of it took: a pass of a kind that was measured takes as long
 * as then, one of another kind as long as passes did on the whole.
 */
export class Estimate {
  readonly #kinds = new Map<string, Measured>();

  /**
   * @param start seconds that each work takes before its first pass
   * @param atOnce how many are done at once
   */
  constructor(
    private readonly start: number,
    private readonly atOnce = 1,
  ) {}

  learn({ kind, passes }: Work, seconds: number): void {
    const known = this.#kinds.get(kind) ?? NONE;
    const passing = Math.max(0, seconds - this.start);
    this.#kinds.set(kind, { passes: known.passes + passes, seconds: known.seconds + passing });
  }

  /** Of works that are still to be done; undefined before anything is known. */
  seconds(rest: readonly Work[]): number | undefined {
    if (!this.#kinds.size) return undefined;
    const whole = [...this.#kinds.values()].reduce((sum, { passes, seconds }) => ({
      passes: sum.passes + passes,
      seconds: sum.seconds + seconds,
    }));
    const alone = rest.map(({ kind, passes }) => {
      const known = this.#kinds.get(kind) ?? whole;
      return this.start + (passes * known.seconds) / known.passes;
    });
    const sum = alone.reduce((a, b) => a + b, 0);
    return sum / Math.max(1, Math.min(this.atOnce, rest.length));
  }

  /** The same in words. */
  of(rest: readonly Work[]): string | undefined {
    const seconds = this.seconds(rest);
    if (seconds === undefined) return undefined;
    if (seconds < 60) return 'less than a minute';
    const minutes = Math.round(seconds / 60);
    return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  }
}

const NONE: Measured = { passes: 0, seconds: 0 };
