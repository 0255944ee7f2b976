export * from './pixels.js';
