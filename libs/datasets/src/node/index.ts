export * from './decodeImage.js';
export * from './imageError.js';
export * from './listImages.js';
