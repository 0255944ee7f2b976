export type { Box } from '@deconv/geometry';
export * from './alpha.js';
export * from './crop.js';
export * from './paste.js';
export type * from './picture.js';
export type * from './pixels.js';
export type { Raster } from './raster.js';
export * from './rule.js';
