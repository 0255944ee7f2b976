export { readOnnx } from './readOnnx.js';
export { formOf } from './write/formOf.js';
export {
  writeOnnx,
  type DoorLayout,
  type OnnxDoors,
  type OnnxOutput,
  type OnnxOutputKind,
} from './write/writeOnnx.js';
export * from './write/writeOnnxParts.js';
