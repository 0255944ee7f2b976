export { readOnnx, SUPPORTED_OPERATIONS } from './readOnnx.js';
