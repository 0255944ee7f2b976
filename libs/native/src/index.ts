export * from './openRuntime.js';
export * from './RuntimeEngine.js';
