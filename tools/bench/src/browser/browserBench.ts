import { startBackend } from '@deconv/cli/backend/startBackend';
import { openModel } from '@deconv/cli/openModel';
import { decodeImage } from '@deconv/datasets/node';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import type { Options } from '../options.js';
import { browserText, disagrees } from './browserText.js';
import { bundlePage } from './bundlePage.js';
import { measureInBrowser } from './measureInBrowser.js';

/** Longest that one case goes on, in milliseconds, unless it must for three rounds. */
const PATIENCE = 20_000;

/**
 * Measures WebGL in a browser beside wasm and cpu, and holds its numbers against theirs.
 * @returns what is printed
 * @throws Error where WebGL computes other numbers than cpu, once all is printed
 */
export async function browserBench(options: Options): Promise<string> {
  const { model: folder, photo, rounds, only, angle } = options;
  const looked = async (size: number) => (await decodeImage(photo, { size })).data;
  const report = await measureInBrowser(await bundlePage(), {
    models: [{ name: basename(folder), folder, pixels: await looked(await inputSizeOf(folder)) }],
    large: await looked(224),
    angle,
    rounds,
    only,
    patience: PATIENCE,
    onProgress: (message) => process.stderr.write(`${message}\n`),
  });
  const cpu = cpus()[0]?.model ?? 'unknown';
  const out = options.json
    ? JSON.stringify({ cpu, rounds, ...report }, undefined, 2)
    : browserText(report, cpu, rounds);
  if (!report.agreements.some(disagrees)) return out;
  console.log(out);
  throw new Error('a backend computes other numbers than the one it is held against: see above');
}

async function inputSizeOf(folder: string): Promise<number> {
  await startBackend({ backend: 'wasm' });
  const model = await openModel(folder, {});
  model.dispose();
  return model.network.input.height;
}
