/** Bytes that are taken of one model from the network, unless more is allowed. */
export const MOST_BYTES = 1e9;

/** How much may still come of a model, all of its files together, whatever they claim to be. */
export class Allowance {
  #left: number;

  /** @param what is taken, in words */
  constructor(
    readonly most = MOST_BYTES,
    private readonly what = 'the model',
  ) {
    this.#left = most;
  }

  /** @throws Error, which does not name the address, where so many bytes are too many */
  require(bytes: number): void {
    if (bytes <= this.#left) return;
    throw new Error(
      `${this.what} is larger than ${this.most / 1e6} MB, the most that is taken from an address; if it is meant to be, allow more (the command has --max-size), or download it and open its folder`,
    );
  }

  /** @throws Error as `require` */
  take(bytes: number): void {
    this.require(bytes);
    this.#left -= bytes;
  }
}
