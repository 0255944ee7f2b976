export * from './parseJson.js';
export * from './requireInside.js';
export * from './visible.js';
