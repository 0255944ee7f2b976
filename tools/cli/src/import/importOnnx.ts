import type { Model, ReadFile } from '@deconv/models';
import { readOnnx } from '@deconv/models/onnx';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { placeInside } from '../placeInside.js';
import { wholeFolder } from '../wholeFolder.js';

export interface ToImport {
  /** Reads the model and what lies beside it. */
  read: ReadFile;
  modelFile: string;
  /** Folder to write. */
  out: string;
  /** Contents of files to write beside the model in place of those that lie there. */
  beside: Record<string, string>;
  /** Done when all is written, before the folder takes its place. */
  written?: (() => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

const MODEL = 'model.onnx';

/**
 * Writes a folder with the model as it is, the files that it reads its tensors from, and what stands beside it, all of
 * which has been read first. The folder is written whole or not at all.
 * @param check what else the model must pass before anything is written; gets the model's bytes
 */
export async function importOnnx<T>(
  { read, modelFile, out, beside, written, signal }: ToImport,
  check: (model: Model, bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const noting: ReadFile = async (name) => {
    const given = name in beside ? encoder.encode(beside[name]) : undefined;
    const bytes = files.get(name) ?? given ?? (await read(name === MODEL ? modelFile : name));
    if (bytes) files.set(name, bytes);
    return bytes;
  };
  return wholeFolder(out, async (part) => {
    const model = await readOnnx(noting, { modelFile: MODEL, partial: true });
    try {
      signal?.throwIfAborted();
      const found = await check(model, files.get(MODEL)!);
      for (const [name, text] of Object.entries(beside)) files.set(name, encoder.encode(text));
      for (const [name, bytes] of files)
        await write(await placeInside(part, name, 'the model'), bytes);
      signal?.throwIfAborted();
      await written?.();
      return found;
    } finally {
      model.dispose();
    }
  });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, bytes);
}
