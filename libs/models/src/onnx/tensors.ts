import { brief, requireInside } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { ReadFile } from '../modelFiles.js';
import { countOf, type Constant } from '../operations/Constant.js';
import { formatDims } from '../operations/formatDims.js';
import { TensorProto_DataLocation, TensorProto_DataType as Type } from './proto/onnx_pb.js';
import type { TensorProto } from './proto/onnx_pb.js';

type Bytes = Uint8Array<ArrayBuffer>;
type Numbers = Constant['data'];

interface NumberType {
  /** Bytes a value. */
  size: number;
  /** Values from little-endian bytes. */
  read: (bytes: Bytes) => Numbers;
  /** The field that holds them where there are no bytes. */
  field: 'floatData' | 'doubleData' | 'int32Data' | 'int64Data' | 'uint64Data';
}

/** A copy, aligned as typed arrays need it. (The `slice` of Node's Buffer is none.) */
const aligned = (bytes: Bytes): ArrayBuffer => new Uint8Array(bytes).buffer;
const doubles = (values: Iterable<number | bigint>): Float64Array =>
  Float64Array.from(values, Number);
const halves = (bytes: Bytes): Float32Array => {
  const shape = [bytes.length / 2];
  const quantization = { dtype: 'float16' as const };
  const spec = { name: 'half', shape, dtype: 'float32' as const, quantization };
  const { half } = tf.io.decodeWeights(aligned(bytes), [spec]);
  const values = half!.dataSync<'float32'>().slice();
  half!.dispose();
  return values;
};
/** The upper halves of float32s. */
const brains = (bytes: Bytes): Float32Array =>
  new Float32Array(Uint32Array.from(new Uint16Array(aligned(bytes)), (bits) => bits << 16).buffer);

const TYPES: ReadonlyMap<number, NumberType> = new Map<number, NumberType>([
  [Type.FLOAT, { size: 4, read: (b) => new Float32Array(aligned(b)), field: 'floatData' }],
  [
    Type.DOUBLE,
    {
      size: 8,
      read: (b) => Float32Array.from(new Float64Array(aligned(b))),
      field: 'doubleData',
    },
  ],
  [Type.FLOAT16, { size: 2, read: halves, field: 'int32Data' }],
  [Type.BFLOAT16, { size: 2, read: brains, field: 'int32Data' }],
  [
    Type.INT64,
    {
      size: 8,
      read: (b) => doubles(new BigInt64Array(aligned(b))),
      field: 'int64Data',
    },
  ],
  [
    Type.UINT64,
    {
      size: 8,
      read: (b) => doubles(new BigUint64Array(aligned(b))),
      field: 'uint64Data',
    },
  ],
  [Type.INT32, { size: 4, read: (b) => doubles(new Int32Array(aligned(b))), field: 'int32Data' }],
  [
    Type.UINT32,
    {
      size: 4,
      read: (b) => doubles(new Uint32Array(aligned(b))),
      field: 'uint64Data',
    },
  ],
  [Type.INT8, { size: 1, read: (b) => doubles(new Int8Array(aligned(b))), field: 'int32Data' }],
  [Type.UINT8, { size: 1, read: (b) => doubles(b), field: 'int32Data' }],
  [Type.BOOL, { size: 1, read: (b) => doubles(b), field: 'int32Data' }],
]);

/** Reads files beside the model, each once. */
export class ExternalData {
  readonly #files = new Map<string, Promise<Bytes | undefined>>();

  constructor(readonly read: ReadFile) {}

  /** @throws Error for a path that leaves the model's folder, a file that is not there, or one that is too short */
  async bytesOf({ name, externalData }: TensorProto, expected: number): Promise<Bytes> {
    const entries = new Map(externalData.map(({ key, value }) => [key, value]));
    const location = requireInside(entries.get('location') ?? '', `tensor "${brief(name)}"`);
    if (!this.#files.has(location)) this.#files.set(location, this.read(location));
    const file = await this.#files.get(location);
    if (!file)
      throw new Error(
        `the file ${brief(location)} with the values of tensor "${brief(name)}" is missing beside the model`,
      );
    const offset = Number(entries.get('offset') ?? 0);
    const length = Number(entries.get('length') ?? file.length - offset);
    if (
      !Number.isSafeInteger(offset) ||
      offset < 0 ||
      length !== expected ||
      offset + length > file.length
    )
      throw new Error(
        `tensor "${brief(name)}" of ${expected} bytes is said to be ${length} from ${offset} in ${brief(location)}, which has ${file.length}; copy the files again`,
      );
    return file.subarray(offset, offset + length);
  }
}

/**
 * The values of a tensor, float64 as float32.
 * @throws Error that names the tensor where its type is not read, its values are not as many as its dims say, or not
 * finite
 */
export async function readTensor(tensor: TensorProto, external: ExternalData): Promise<Constant> {
  const { name } = tensor;
  const dims = tensor.dims.map(Number);
  const type = TYPES.get(tensor.dataType);
  if (!type)
    throw new Error(
      `tensor "${brief(name)}" is of type ${Type[tensor.dataType] ?? tensor.dataType}, which is not read`,
    );
  const count = counted(name, dims);
  const data = await valuesOf(tensor, type, count, external);
  if (data.length !== count)
    throw new Error(
      `tensor "${brief(name)}" is ${formatDims(dims)}, but holds ${data.length} values; export the model again`,
    );
  if (!data.every(Number.isFinite))
    throw new Error(
      `tensor "${brief(name)}" holds values that are not numbers (NaN or infinite); train or export the model again`,
    );
  return { dims, data };
}

function counted(name: string, dims: number[]): number {
  try {
    return countOf(dims);
  } catch (cause) {
    throw new Error(`tensor "${brief(name)}": ${(cause as Error).message}`, { cause });
  }
}

async function valuesOf(
  tensor: TensorProto,
  { size, read, field }: NumberType,
  count: number,
  external: ExternalData,
): Promise<Numbers> {
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL)
    return read(await external.bytesOf(tensor, count * size));
  const { rawData } = tensor;
  if (rawData.length > 0) {
    if (rawData.length !== count * size)
      throw new Error(
        `tensor "${brief(tensor.name)}" is ${formatDims(tensor.dims.map(Number))} values of ${size} bytes, but holds ${rawData.length} bytes; export the model again`,
      );
    return read(rawData as Bytes);
  }
  const values = tensor[field];
  if (field === 'floatData' || field === 'doubleData') return Float32Array.from(values as number[]);
  if (size === 2) return read(new Uint8Array(Uint16Array.from(values as number[]).buffer));
  return doubles(values);
}
