export * from './checkpoint.js';
export * from './filterSheet.js';
export * from './readModel.js';
export * from './scoreEmoji.js';
export * from './startWasm.js';
export * from './trainEmoji.js';
export * from './writeModel.js';
