export type * from './contract.js';
export { createEngine } from './createEngine.js';
export { sharedEngine } from './sharedEngine.js';
export * from './training.js';
