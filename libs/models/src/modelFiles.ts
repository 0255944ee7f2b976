import { brief, parseJson, requireInside } from '@deconv/untrusted';
import type * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import type { OnBytes } from './fetchFile.js';
import { isHtml } from './isHtml.js';
import { parsed } from './parsed.js';

/**
 * Reads one file of a model folder.
 * @param onBytes hears how much has been read, where that takes a while
 * @returns undefined where there is no such file
 */
export type ReadFile = (
  name: string,
  onBytes?: OnBytes,
) => Promise<Uint8Array<ArrayBuffer> | undefined>;

/** What a model.json holds. */
export interface ModelJson {
  format: 'layers' | 'graph';
  /** A model's configuration as Keras or tfjs wrote it, or a GraphDef of TensorFlow's. */
  topology: object;
  /** What a graph says of its inputs and outputs; undefined for old ones. */
  signature: unknown;
  manifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/** One weight as the manifest describes it, with its bytes. */
export interface Weight {
  spec: tf.io.WeightsManifestEntry;
  bytes: Uint8Array<ArrayBuffer>;
}

const CONVERT =
  'convert the model with tensorflowjs_converter, to tfjs_layers_model or tfjs_graph_model';

/** @throws Error that says what the file is instead of a tf.LayersModel or tf.GraphModel, and what to do */
export async function readModelJson(read: ReadFile, file = 'model.json'): Promise<ModelJson> {
  const json = await readJson(read, file, CONVERT);
  if (json === undefined)
    throw new Error(`no ${file} found; a model folder holds model.json and its weights`);
  const { modelTopology, weightsManifest, class_name } = fieldsOf(json);
  const { model_config } = fieldsOf(modelTopology);
  if (class_name !== undefined)
    throw new Error(`${file} holds a Keras configuration without weights; ${CONVERT}`);
  const topology = typeof model_config === 'object' ? model_config : modelTopology;
  if (typeof topology !== 'object' || topology === null)
    throw new Error(`${file} has no modelTopology, so it is no model of TensorFlow.js; ${CONVERT}`);
  if (!Array.isArray(weightsManifest))
    throw new Error(`${file} has no weightsManifest, so its weights are unknown; ${CONVERT}`);
  const manifest = parsed(MANIFEST, weightsManifest, 'weightsManifest') as ModelJson['manifest'];
  requireTypes(manifest);
  requireEachOnce(manifest);
  return { topology, manifest, ...kindOf(json) };
}

/** Bytes of a number, by type. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['float32', 4],
  ['int32', 4],
  ['float16', 2],
  ['uint16', 2],
  ['uint8', 1],
  ['bool', 1],
]);

const SIZE = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const QUANTIZATION = v.object({
  dtype: v.picklist(['float16', 'uint16', 'uint8']),
  scale: v.optional(v.number()),
  min: v.optional(v.number()),
});
const SPEC = v.looseObject({
  name: v.string(),
  dtype: v.string(),
  shape: v.pipe(v.array(SIZE), v.maxLength(32)),
  quantization: v.optional(QUANTIZATION),
});
const MANIFEST = v.array(v.object({ paths: v.array(v.string()), weights: v.array(SPEC) }));

/** Of two weights of one name nobody could say which is meant. */
function requireEachOnce(manifest: ModelJson['manifest']): void {
  const known = new Set<string>();
  for (const { name } of manifest.flatMap(({ weights }) => weights)) {
    if (known.has(name))
      throw new Error(
        `weightsManifest of model.json names weight "${brief(name)}" twice; convert the model again`,
      );
    known.add(name);
  }
}

/** @throws Error that names the first weight of a type that is not read */
function requireTypes(manifest: ModelJson['manifest']): void {
  const odd = manifest.flatMap(({ weights }) => weights).find(({ dtype }) => !BYTES.has(dtype));
  if (odd)
    throw new Error(
      `weight ${brief(odd.name)} is of type ${brief(odd.dtype)}, which is not read; expected one of ${[...BYTES.keys()].join(', ')}: convert the model again`,
    );
}

function kindOf(json: unknown): Pick<ModelJson, 'format' | 'signature'> {
  const { format, modelTopology, signature, userDefinedMetadata } = fieldsOf(json);
  const isGraph = format === 'graph-model' || fieldsOf(modelTopology)['node'] !== undefined;
  return {
    format: isGraph ? 'graph' : 'layers',
    signature: signature ?? fieldsOf(userDefinedMetadata)['signature'],
  };
}

const fieldsOf = (json: unknown): Record<string, unknown> =>
  Object(json) as Record<string, unknown>;

/**
 * @param advice what to do where it is not JSON
 * @throws Error where the file is there and is not JSON
 */
export async function readJson(
  read: ReadFile,
  name: string,
  advice = 'correct it',
): Promise<unknown> {
  const bytes = await read(name);
  if (!bytes) return undefined;
  if (isHtml(bytes))
    throw new Error(
      `${name} is an HTML page, which servers send for addresses that they do not know; check the address`,
    );
  return parseJson(bytes, name, advice);
}

/**
 * All weights, in the manifest's order.
 * @param onPart hears what is being read, and which share of all bytes has been, 0–1
 * @throws Error for a file that is missing, and for files of another length than the manifest's weights
 */
export async function readWeights(
  read: ReadFile,
  manifest: ModelJson['manifest'],
  onPart: (path: string, fraction: number) => void = () => undefined,
): Promise<Weight[]> {
  const all = manifest.reduce((sum, { weights }) => sum + bytesOf(weights), 0);
  const weights: Weight[] = [];
  let [done, told] = [0, 0];
  const tell = (path: string, bytes: number): void => {
    const fraction = all ? Math.min(1, bytes / all) : 1;
    if (fraction === told || (fraction < 1 && fraction - told < LEAST_NEWS)) return;
    onPart(path, (told = fraction));
  };
  for (const { paths, weights: specs } of manifest) {
    const expected = bytesOf(specs);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (const path of paths) {
      const before = done + size;
      const part = await readPart(read, path, (bytes) => tell(path, before + bytes));
      size += part.length;
      // However often a path is named, no more is kept than the weights need.
      if (size <= expected) parts.push(part);
      tell(path, done + size);
    }
    if (size !== expected)
      throw new Error(
        `${brief(paths.join(', '))}: ${size} bytes of weights, but model.json describes ${expected}; copy the files again`,
      );
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    for (const weight of cutWeights(bytes, specs)) weights.push(weight);
    done += size;
  }
  return weights;
}

/** Less of all bytes is not worth telling. */
const LEAST_NEWS = 0.005;

async function readPart(
  read: ReadFile,
  path: string,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(requireInside(path, 'model.json'), onBytes);
  if (!bytes) throw new Error(`weights file ${brief(path)} is missing beside model.json`);
  if (isHtml(bytes))
    throw new Error(
      `weights file ${brief(path)} is an HTML page; the server does not have the weights`,
    );
  return bytes;
}

function cutWeights(bytes: Uint8Array<ArrayBuffer>, specs: tf.io.WeightsManifestEntry[]): Weight[] {
  let start = 0;
  return specs.map((spec) => ({ spec, bytes: bytes.subarray(start, (start += sizeOf(spec))) }));
}

const bytesOf = (specs: tf.io.WeightsManifestEntry[]): number =>
  specs.reduce((sum, spec) => sum + sizeOf(spec), 0);

const sizeOf = ({ shape, dtype, quantization }: tf.io.WeightsManifestEntry): number =>
  shape.reduce((a, b) => a * b, 1) * BYTES.get(quantization?.dtype ?? dtype)!;
