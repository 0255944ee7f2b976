export { readOnnx } from './readOnnx.js';
