export * from './decodeImage.js';
export * from './imageError.js';
export * from './listImages.js';
export * from './loadEmoji.js';
export * from './makeFolders.js';
export * from './pixelsFormat.js';
export * from './renderSvg.js';
export * from './scenesFormat.js';
