/** Tells how long the rest of a report will take, by how long parts of it took. */
export class Estimate {
  #passes = 0;
  #seconds = 0;

  /** @param passes forward passes that something took, about */
  learn(passes: number, seconds: number): void {
    this.#passes += passes;
    this.#seconds += seconds;
  }

  /** In words; undefined before anything is known. */
  of(passes: number): string | undefined {
    if (!this.#passes) return undefined;
    const seconds = (passes * this.#seconds) / this.#passes;
    if (seconds < 60) return 'less than a minute';
    const minutes = Math.round(seconds / 60);
    return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  }
}
