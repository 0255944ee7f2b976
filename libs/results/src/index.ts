export { FORMAT, VERSION } from './header.js';
export * from './results.js';
export type * from './correspond.js';
export type * from './diagnose.js';
export type * from './evolution.js';
export type * from './invariance.js';
export type * from './occlude.js';
export type * from './top.js';
