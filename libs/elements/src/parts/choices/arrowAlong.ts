const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The key of an event as it were where rows run from left to right: elsewhere, left and right are each other. */
export function arrowAlong({ key, currentTarget }: KeyboardEvent): string {
  const { direction } = getComputedStyle(currentTarget as Element);
  return direction === 'rtl' ? (MIRRORED[key] ?? key) : key;
}
