export { decodeHere as decodePhoto } from '@deconv/engine/decodingHere';
