export * from './ops/averagePool.js';
export * from './ops/conv.js';
export * from './ops/depthwiseConv.js';
export * from './ops/globalPool.js';
export * from './ops/lrn.js';
export * from './ops/maxPool.js';
