export * from './box.js';
export * from './extent.js';
export * from './padding.js';
export * from './range.js';
export * from './receptiveField.js';
export * from './window.js';
