export * from './checkpoint.js';
export * from './startWasm.js';
export * from './trainEmoji.js';
export * from './writeModel.js';
