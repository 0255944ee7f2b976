export * from './fromLayersModel.js';
export * from './labels.js';
export * from './layerOps.js';
export * from './LayerReport.js';
export * from './loadModel.js';
export * from './LrnLayer.js';
export type { ReadFile } from './modelFiles.js';
export * from './preprocess.js';
export * from './UnsupportedLayer.js';
