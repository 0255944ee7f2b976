export * from './brief.js';
export * from './briefJson.js';
export * from './parseJson.js';
export * from './requireInside.js';
export * from './textOf.js';
export * from './visible.js';
export * from './whyUnreached.js';
