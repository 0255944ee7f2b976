export { readOnnx } from './readOnnx.js';
export { writeOnnx, type DoorLayout, type OnnxDoors, type OnnxOutput } from './write/writeOnnx.js';
export * from './write/writeOnnxParts.js';
