export { readOnnx } from './readOnnx.js';
export * from './write/writeOnnx.js';
