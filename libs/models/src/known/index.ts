export * from './knownModels.js';
export * from './readKnown.js';
