/** Raised whenever the same seed gives other scenes than before, so that what was learned from those is not gone on with. */
export const SCENES_FORMAT = 1;
