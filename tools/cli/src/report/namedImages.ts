/**
 * Images as a command line names them: by the folders that they were named by, where nothing in those is left out, for a
 * command line may not be of any length.
 */
export const namedImages = (
  { given, total }: { given: readonly string[]; total: number },
  looked: readonly string[],
): readonly string[] => (looked.length === total ? given : looked);
