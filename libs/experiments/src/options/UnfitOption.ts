/**
 * An option's value that cannot be, alone or with this network. The message begins with the option's name, so that a command
 * can put its dashes in front: `size is "0"; expected a whole number ≥ 1`.
 */
export class UnfitOption extends RangeError {}

/** The same, by its parts. */
export const unfit = (name: string, value: unknown, expected: string): UnfitOption =>
  new UnfitOption(`${name} is "${String(value)}"; expected ${expected}`);
