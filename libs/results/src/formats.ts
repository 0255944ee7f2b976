/** The formats of all probes, with what documents and options share. */
export * from './ablate.js';
export * from './attribute.js';
export * from './correspond.js';
export * from './descent.js';
export * from './diagnose.js';
export * from './evolution.js';
export * from './invariance.js';
export * from './layers.js';
export * from './lens.js';
export * from './occlude.js';
export * from './top.js';
export { transferFormat, type TransferResults } from './transfer.js';
