/** Pixels between an element and what the reader sees; 0 while some of it is seen, infinite where it has no place. */
export function distanceToViewport(element: Element): number {
  if (!element.isConnected) return Infinity;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom);
}
