import type { KnownModel } from '@deconv/models/known';
import { rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { importOnnx } from '../import/importOnnx.js';
import { lockFolder } from '../lock/lockFolder.js';
import { makeFolder } from '../makeFolder.js';
import { readerOf } from '../openModel.js';
import { requireEmpty } from '../requireEmpty.js';
import { download } from './download.js';

interface ToAdd {
  /** Folder to write. */
  out: string;
  /** Content of labels.json, in place of the names that are known. */
  labels?: string | undefined;
  onProgress?: ((bytes: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Downloads a network and writes a model folder of it, whole or not at all. A download that breaks goes on where it
 * was the next time: it lies beside the folder, its name ending in `.download`.
 * @returns how many layers it has
 * @throws UsageError where the folder holds something already, before anything is downloaded; the signal's reason
 */
export async function addModel(known: KnownModel, to: ToAdd): Promise<number> {
  const { release } = await lockFolder(to.out);
  try {
    await requireEmpty(to.out);
    return await downloadAndImport(known, to);
  } finally {
    await release();
  }
}

async function downloadAndImport(
  known: KnownModel,
  { out, labels, onProgress, signal }: ToAdd,
): Promise<number> {
  const place = `${resolve(out)}.download`;
  await makeFolder(dirname(place));
  const { name, sha256, licence, about, preprocess } = known;
  const checksum = { kind: 'sha256', hex: sha256 } as const;
  await download({ ...known, checksum }, place, onProgress, { signal });
  const beside = {
    'labels.json': labels ?? JSON.stringify(known.labels, undefined, 2),
    'preprocess.json': JSON.stringify(preprocess, undefined, 2),
    'source.json': JSON.stringify({ name, sha256, licence, about }, undefined, 2),
  };
  const read = readerOf(dirname(place));
  // Removed before the folder takes its place: afterwards nobody would come for it again.
  const written = (): Promise<void> => rm(place);
  const toImport = { read, modelFile: basename(place), out, beside, written, signal };
  return importOnnx(toImport, (model) => Promise.resolve(model.layers.length));
}
