import {
  Allowance,
  fetchFile,
  FOREIGN,
  loadModel,
  readModel,
  type LoadOptions,
  type Model,
  type OnBytes,
  type ReadFile,
} from '@deconv/models';
import { filesAt } from '../addressOfFiles.js';

/**
 * Loads a model from its address, from Hugging Face's Hub, by the name that it is known by, or from files of the reader's that
 * have an address (`addressOfFiles`).
 */
export async function loadAnywhere(url: string, options: LoadOptions): Promise<Model> {
  const files = filesAt(url);
  if (files) return readAny(amongFiles(files), { ...options, modelFile: modelFileOf(files) });
  if (url.startsWith('hf:')) return loadFromHub(url, options);
  if (url.startsWith(KNOWN)) return loadKnown(url.slice(KNOWN.length), options);
  const { pathname } = new URL(url);
  if (!pathname.endsWith('.onnx')) return loadModel(url, options);
  const modelFile = decodeURIComponent(baseName(pathname));
  return readAny(besides(url, options), { ...options, modelFile });
}

/** Networks that others publish, by name: `known:squeezenet1.1`. */
const KNOWN = 'known:';

async function loadKnown(name: string, options: LoadOptions): Promise<Model> {
  const { knownModel, readKnown } = await import('@deconv/models/known');
  return readKnown(knownModel(decodeURIComponent(name)), options, readAny);
}

/** @param url `hf:owner/name`, and as `?hub=` where it is, unless it is huggingface.co */
async function loadFromHub(url: string, options: LoadOptions): Promise<Model> {
  const { HUB, readHub } = await import('@deconv/models/hub');
  const { protocol, pathname, searchParams } = new URL(url);
  const hub = { endpoint: searchParams.get('hub') ?? HUB };
  return readHub(protocol + pathname, hub, options, readAny);
}

async function readAny(
  read: ReadFile,
  options: LoadOptions & { modelFile: string },
): Promise<Model> {
  if (!options.modelFile.endsWith('.onnx')) return readModel(read, options);
  // Few readers bring one: its decoder is fetched by those who do.
  const { readOnnx } = await import('@deconv/models/onnx');
  return readOnnx(read, options);
}

const baseName = (path: string): string => path.split('/').at(-1)!;

function amongFiles(files: readonly File[]): ReadFile {
  const byName = new Map(files.map((file) => [file.name, file]));
  return async (path, onBytes) => {
    // Files that a reader chooses come without their folders.
    const file = byName.get(path) ?? byName.get(baseName(path));
    return file && bytesOf(file, onBytes);
  };
}

/** Large files take a while from a disc, too. */
const PIECE = 2 ** 23;

async function bytesOf(file: File, onBytes?: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  for (let start = 0; start < file.size; start += PIECE) {
    const piece = await file.slice(start, start + PIECE).arrayBuffer();
    bytes.set(new Uint8Array(piece), start);
    onBytes?.(start + piece.byteLength, file.size);
  }
  return bytes;
}

/** Files beside a model on a server, what is asked of the server being the same. */
function besides(url: string, options: LoadOptions): ReadFile {
  const bounds = { ...options, allowance: options.allowance ?? new Allowance() };
  return (name, onBytes) => {
    const address = new URL(url);
    const path = name.split('/').map(encodeURIComponent).join('/');
    address.pathname = address.pathname.replace(/[^/]*$/, () => path);
    return fetchFile(address, { ...bounds, ...(onBytes && { onBytes }) });
  };
}

function modelFileOf(files: readonly File[]): string {
  const names = files.map(({ name }) => name);
  const found =
    names.find((name) => name === 'model.json') ??
    names.find((name) => name.endsWith('.onnx')) ??
    names.find(isTopology);
  if (found) return found;
  throw new Error(
    `No model.json and no ONNX file among ${names.join(', ')}: choose it together with its weights, and with preprocess.json and labels.json where there are.`,
  );
}

/** Files that stand beside a model. */
const BESIDE: readonly string[] = ['preprocess.json', 'labels.json', ...FOREIGN.keys()];

const isTopology = (name: string): boolean => name.endsWith('.json') && !BESIDE.includes(name);
