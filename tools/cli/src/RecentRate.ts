/** Milliseconds that are looked back at: a rate of hours ago says nothing about the rest. */
const WINDOW = 15_000;
/** Moments that are kept in a window. */
const KEPT = 50;

interface Moment {
  /** Milliseconds of a clock that never goes back. */
  at: number;
  done: number;
}

/** How fast something has gone lately, by nothing but what was measured. */
export class RecentRate {
  readonly #moments: Moment[] = [];
  #latest: Moment | undefined;

  /** @param done how many there are by now */
  measure(done: number, at = performance.now()): void {
    this.#latest = { at, done };
    const last = this.#moments.at(-1);
    if (!last || at - last.at >= WINDOW / KEPT) this.#moments.push(this.#latest);
    // The oldest one may be older than the window: what takes long is measured, too.
    while ((this.#moments[1]?.at ?? at) < at - WINDOW) this.#moments.shift();
  }

  /** Undefined until two moments are known. */
  get perSecond(): number | undefined {
    const first = this.#moments[0];
    if (!first || !this.#latest || this.#latest.at <= first.at) return undefined;
    return (1000 * (this.#latest.done - first.done)) / (this.#latest.at - first.at);
  }
}
