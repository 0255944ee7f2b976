/**
 * Raised whenever the same file gives other pixels than before, so that what was computed from those is not gone on with.
 */
export const PIXELS_FORMAT = 1;
