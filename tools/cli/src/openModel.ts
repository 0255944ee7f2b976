import { fetchFile, loadModel, readModel, type Model, type ReadFile } from '@deconv/models';
import { isOnHub } from '@deconv/models/hub';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { hubPlace } from './hub/hubPlace.js';
import { modelAllowance } from './modelAllowance.js';
import type { Opening } from './modelArguments.js';
import { say } from './say.js';

/**
 * Opens a model, even one of which not every layer can be projected, and says what is to be known of how it was read.
 * @param source a model folder, a model.json or ONNX file by whatever name, the http(s) URL of one, or `hf:owner/name` on the Hub
 * @param opening what the command line says of it
 */
export async function openModel(source: string, opening: Opening): Promise<Model> {
  const model = await open(source, opening, say);
  for (const note of model.notes) say(`note: the model ${note}`);
  return model;
}

/** The same without a word, in a thread: its command has opened the model, too. */
export const openModelAgain = (source: string, opening: Opening): Promise<Model> =>
  open(source, opening, () => undefined);

async function open(
  source: string,
  opening: Opening,
  tell: (line: string) => void,
): Promise<Model> {
  if (isOnHub(source)) return openOnHub(source, opening, tell);
  if (isUrl(source)) return openUrl(source, opening);
  const found = await stat(source).catch(() => undefined);
  if (!found)
    throw new Error(
      `no model at ${source}; expected a folder with model.json and its weights or model.onnx, one of these files, a URL of one, or hf:owner/name`,
    );
  const [folder, modelFile] = found.isDirectory()
    ? [source, await modelFileIn(source)]
    : [dirname(source), basename(source)];
  return readAny(readerOf(folder), modelFile, opening);
}

/** Reads the files beside a model by their names. @param source as `openModel` takes it */
export async function readerBeside(source: string): Promise<ReadFile> {
  if (isOnHub(source)) return (await placeOnHub(source, say)).read;
  if (isUrl(source)) return readerAt(source);
  return readerOf(await folderOf(source));
}

/** The folder that a model on disk lies in. */
export async function folderOf(source: string): Promise<string> {
  const found = await stat(source).catch(() => undefined);
  return found?.isFile() ? dirname(source) : source;
}

/** The files that a model is made of and what stands beside it, by their names. @param source as `openModel` takes it */
export async function filesOf(
  source: string,
  opening: Opening,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const read = await readerBeside(source);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const noting: ReadFile = async (name) => {
    const bytes = await read(name);
    if (bytes) files.set(name, bytes);
    return bytes;
  };
  (await readAny(noting, await modelFileOf(source), opening)).dispose();
  return files;
}

/** Loads what the hub needs for what lies there alone. */
const placeOnHub: typeof hubPlace = async (...place) =>
  (await import('./hub/hubPlace.js')).hubPlace(...place);

async function modelFileOf(source: string): Promise<string> {
  if (isOnHub(source)) return (await placeOnHub(source, say)).modelFile;
  const path = isUrl(source) ? new URL(source).pathname : source;
  if (/\.(json|onnx)$/.test(path)) return basename(path);
  return isUrl(source) ? 'model.json' : modelFileIn(source);
}

/** Whether a model lies in no folder here. */
export const isRemote = (source: string): boolean => isOnHub(source) || isUrl(source);

const isUrl = (source: string): boolean => /^https?:\/\//.test(source);

async function readAny(read: ReadFile, modelFile: string, opening: Opening): Promise<Model> {
  const options = { ...opening, modelFile, partial: true };
  if (!modelFile.endsWith('.onnx')) return readModel(read, options);
  const { readOnnx } = await import('@deconv/models/onnx');
  return readOnnx(read, options);
}

async function openOnHub(
  source: string,
  opening: Opening,
  tell: (line: string) => void,
): Promise<Model> {
  const { read, modelFile, notes } = await placeOnHub(source, tell);
  const model = await readAny(read, modelFile, opening);
  return { ...model, notes: [...notes, ...model.notes] };
}

function openUrl(source: string, opening: Opening): Promise<Model> {
  const { pathname } = new URL(source);
  if (!pathname.endsWith('.onnx'))
    return loadModel(source, { ...opening, partial: true, allowance: modelAllowance() });
  const file = basename(pathname);
  return readAny(readerAt(source), file, opening);
}

/** Reads the files of a model at an address, all together no larger than is allowed. */
function readerAt(source: string): ReadFile {
  const allowance = modelAllowance();
  return (name) => fetchFile(besides(source, name), { allowance });
}

/** The address of a file in a model's folder, what is asked of the server being the same. */
function besides(source: string, name: string): URL {
  const address = new URL(source);
  const { pathname } = address;
  address.pathname = join(/\.(json|onnx)$/.test(pathname) ? dirname(pathname) : pathname, name);
  return address;
}

/** Which file of a model folder is the model: `model.json`, unless there is only `model.onnx`. */
export async function modelFileIn(folder: string): Promise<string> {
  const isThere = (name: string): Promise<boolean> =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    );
  return !(await isThere('model.json')) && (await isThere('model.onnx'))
    ? 'model.onnx'
    : 'model.json';
}

/** Reads the files of a folder by their names. */
export const readerOf =
  (folder: string): ReadFile =>
  (name) =>
    readIfThere(join(folder, name));

/** What Node says in a code. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'you may not read it'],
  ['EISDIR', 'it is a folder; expected a file'],
  ['ENOTDIR', 'what it should lie in is no folder'],
  ['ERR_FS_FILE_TOO_LARGE', 'it is larger than 2 GiB'],
]);

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const reason = REASONS.get(code ?? '') ?? message;
    throw new Error(`${path} cannot be read: ${reason}`, { cause: error });
  }
}
