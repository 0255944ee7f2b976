import { fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  type ModelProto,
} from '../../src/onnx/proto/onnx_pb.js';

/** Where a tensor's values lie that stand in another file. */
export const { EXTERNAL } = TensorProto_DataLocation;

/** An ONNX model as its fields, to be changed. */
export const messageOf = (bytes: Uint8Array): ModelProto => fromBinary(ModelProtoSchema, bytes);

/** @throws Error for what no such message can hold */
export const bytesOf = (message: ModelProto): Uint8Array<ArrayBuffer> =>
  new Uint8Array(toBinary(ModelProtoSchema, message));
