/** An option's value that cannot be, alone or with this network: `size is "0"; expected a whole number ≥ 1`. */
export class UnfitOption extends RangeError {
  /**
   * @param option its name, by which whoever asks may call it otherwise: a command, by its flag
   * @param words what is wrong with it, to follow its name
   */
  constructor(
    readonly option: string,
    readonly words: string,
  ) {
    super(`${option} ${words}`);
  }
}

/** The same, by its parts. */
export const unfit = (option: string, value: unknown, expected: string): UnfitOption =>
  new UnfitOption(option, `is "${String(value)}"; expected ${expected}`);
