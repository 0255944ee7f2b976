import { loadModel, readModel, type Model } from '@deconv/models';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { oneOf } from './options.js';

/**
 * Starts the backend that `--backend` asks for.
 * @throws UsageError for a name that is none
 * @throws Error where it does not start: it is never silently replaced
 */
export async function startBackend(asked: string): Promise<string> {
  const name = oneOf('backend', asked, ['wasm', 'cpu']);
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(wasm)}/`);
  await tf.setBackend(name);
  await tf.ready();
  if (tf.getBackend() !== name)
    throw new Error(`backend "${name}" did not start; try the other one of wasm and cpu`);
  return name;
}

/**
 * Opens a model, even one of which not every layer can be projected.
 * @param source a model folder, a model.json by whatever name, or the http(s) URL of one
 */
export async function openModel(source: string): Promise<Model> {
  if (/^https?:\/\//.test(source)) return loadModel(source, { partial: true });
  const found = await stat(source).catch(() => undefined);
  if (!found)
    throw new Error(
      `no model at ${source}; expected a folder with model.json and its weights, a model.json, or a URL of one`,
    );
  const [folder, modelFile] = found.isDirectory()
    ? [source, 'model.json']
    : [dirname(source), basename(source)];
  return readModel((name) => readIfThere(join(folder, name)), { modelFile, partial: true });
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
