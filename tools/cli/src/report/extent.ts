/** How much a report looks at. */
export interface Extent {
  /** Images that answers and top activations are taken from. */
  images: number;
  /** Feature maps of each layer. */
  maps: number;
  /** Images that are covered piece by piece. */
  occluded: number;
  /** Images that are moved. */
  moved: number;
  /** Images that units must stay silent on to be called dead. */
  dead: number;
}

export const EXTENTS = {
  quick: { images: 100, maps: 4, occluded: 2, moved: 2, dead: 50 },
  normal: { images: 1000, maps: 9, occluded: 4, moved: 4, dead: 200 },
  full: { images: Infinity, maps: 32, occluded: 8, moved: 8, dead: 1000 },
} as const satisfies Record<string, Extent>;

/** So many of a list, evenly spread over it. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]!);
}
