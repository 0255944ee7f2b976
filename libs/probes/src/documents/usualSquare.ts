/** The paper leaves the size of a covering square open: a seventh of the image's side, in pixels. */
export const usualSize = (side: number): number => Math.max(1, Math.round(side / 7));

/** And the step from one place to the next: four a square. */
export const usualStride = (size: number): number => Math.max(1, Math.round(size / 4));
