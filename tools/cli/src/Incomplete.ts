/** Part of the work failed: what could be done is printed all the same, and the exit code is 1. */
export class Incomplete extends Error {
  override name = 'Incomplete';

  constructor(
    message: string,
    /** What the command would have printed; empty where there is nothing. */
    readonly output: string,
  ) {
    super(message);
  }
}
