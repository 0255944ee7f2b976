export type * from './contract.js';
export { addressOfFiles } from './addressOfFiles.js';
export { createEngine } from './createEngine.js';
export { sharedEngine } from './sharedEngine.js';
export * from './training.js';
