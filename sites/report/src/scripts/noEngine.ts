/** Stands where the engine would. */
export function sharedEngine(): never {
  throw new Error('This report shows what was measured. To compute anew, run the command again.');
}
