export * from './decodeImage.js';
export * from './imageError.js';
export * from './leftOut.js';
export * from './listImages.js';
export * from './loadEmoji.js';
export * from './renderSvg.js';
