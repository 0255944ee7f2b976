import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema, type GraphProto, type ModelProto } from './proto/onnx_pb.js';

/** Versions of ONNX' operators that are read: meanings changed before, and may after. */
const OPSETS = { least: 7, most: 21 };

export interface DecodedModel {
  graph: GraphProto;
  opset: number;
}

/** @throws Error that names the file, and says what it is instead of a model that can be read */
export function decodeModel(bytes: Uint8Array, file: string): DecodedModel {
  const { graph, opsetImport } = decode(bytes, file);
  if (!graph || graph.node.length === 0)
    throw new Error(`${file} holds no graph of operations, so it is no ONNX model; check the file`);
  const own = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx');
  const opset = Number(own?.version ?? 0);
  if (opset < OPSETS.least || opset > OPSETS.most)
    throw new Error(
      `${file} says opset ${opset}; expected ${OPSETS.least} to ${OPSETS.most}: export it with another opset_version, or use onnx.version_converter`,
    );
  return { graph, opset };
}

function decode(bytes: Uint8Array, file: string): ModelProto {
  if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64))))
    throw new Error(`${file} is a page of HTML or XML, not an ONNX model; check the address`);
  if (new TextDecoder().decode(bytes.subarray(0, 64)).startsWith('version https://git-lfs'))
    throw new Error(
      `${file} is a pointer of Git LFS to the model; fetch the model itself (git lfs pull)`,
    );
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    // Where protobuf stumbled is nothing to read.
    throw new Error(`${file} is no ONNX model, or not whole; download or export it again`, {
      cause,
    });
  }
}
