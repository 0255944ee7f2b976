import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { importOnnx } from '../import/importOnnx.js';
import { readerOf } from '../openModel.js';
import { download } from './download.js';
import type { KnownModel } from './knownModels.js';

/**
 * Downloads a network and writes a model folder of it, whole or not at all. A download that breaks goes on where it
 * was the next time: it lies beside the folder, its name ending in `.download`.
 * @param labels content of labels.json, where there is one
 * @returns how many layers it has
 */
export async function addModel(
  known: KnownModel,
  { out, labels }: { out: string; labels?: string | undefined },
  onProgress?: (bytes: number) => void,
): Promise<number> {
  const place = `${resolve(out)}.download`;
  await mkdir(dirname(place), { recursive: true });
  await download(known, place, onProgress);
  const { name, sha256, licence, about, preprocess } = known;
  const beside = {
    ...(labels !== undefined && { 'labels.json': labels }),
    'preprocess.json': JSON.stringify(preprocess, undefined, 2),
    'source.json': JSON.stringify({ name, sha256, licence, about }, undefined, 2),
  };
  const read = readerOf(dirname(place));
  const toImport = { read, modelFile: basename(place), out, beside };
  const layers = await importOnnx(toImport, (model) => Promise.resolve(model.layers.length));
  await rm(place);
  return layers;
}
