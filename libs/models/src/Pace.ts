/** What is borne of whoever sends a file. */
export interface PaceOptions {
  /** How long it may send nothing, in milliseconds. */
  patience?: number;
  /** After how long it must have kept up the least pace from the start, in milliseconds. */
  grace?: number;
}

/** Bytes a second, 256 kbit/s: whoever sends less on the whole would never be done. */
const LEAST = 32_000;

/** Watches how a file arrives, and gives it up where nothing comes for too long, or too little all the time. */
export class Pace {
  readonly #controller = new AbortController();
  readonly #start = performance.now();
  readonly #patience: number;
  readonly #grace: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bytes = 0;

  constructor({ patience = 30_000, grace = 60_000 }: PaceOptions = {}) {
    this.#patience = patience;
    this.#grace = grace;
    this.heard(0);
  }

  /** Aborts with the fault as its reason, which does not name the address. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** @throws Error where too little has come by now */
  heard(bytes: number): void {
    this.#bytes += bytes;
    const seconds = (performance.now() - this.#start) / 1000;
    if (1000 * seconds > this.#grace && this.#bytes < LEAST * seconds)
      throw new Error(
        `the server sent ${this.#bytes} bytes in ${seconds.toFixed(1)} s; expected ${LEAST / 1000} kB a second at least: try again later`,
      );
    clearTimeout(this.#timer);
    const silent = `the server sent nothing for ${this.#patience / 1000} s; try again later`;
    this.#timer = setTimeout(() => this.#controller.abort(new Error(silent)), this.#patience);
  }

  /** Ends the watch, and the connection if it is still open. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort(new Error('the file is no longer wanted'));
  }
}
