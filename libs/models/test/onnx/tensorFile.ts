import { fromBinary } from '@bufbuild/protobuf';
import { readFileSync } from 'node:fs';
import type { Constant } from '../../src/operations/Constant.js';
import { TensorProtoSchema } from '../../src/onnx/proto/onnx_pb.js';
import { ExternalData, readTensor } from '../../src/onnx/tensors.js';

/** A tensor that a file holds, as ONNX' tests write them. */
export function tensorFile(path: string): Promise<Constant> {
  const tensor = fromBinary(TensorProtoSchema, readFileSync(path));
  return readTensor(tensor, new ExternalData(() => Promise.resolve(undefined)));
}
