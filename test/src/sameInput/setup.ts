import { decodeImage } from '@deconv/datasets/node';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { makePhotos } from './makePhotos.js';
import { drawnName, PHOTO, RULES, UNITS } from './units.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const COMMAND = join(ROOT, 'tools/cli/bin/deconv.js');
const MODEL = join(ROOT, 'models/zfnet-emoji');
const SIZE = 96;

/** What the command saw in a file. */
export interface SeenByCommand {
  file: string;
  /** Of every class, by its index. */
  probabilities: number[];
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with photos, the pixels that a network reads of each (`FILE.rgb`), the network (`model`), and what `project` drew. */
    sameInput: string;
    seenByCommand: SeenByCommand[];
  }
}

/** Lets the command look at photos of all kinds, for the browser test to compare the page's answers with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the checkout, where the browser tests' server may read.
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(ROOT, '.cache/same-input-'));
  const photos = join(folder, 'photos');
  await mkdir(photos);
  await cp(MODEL, join(folder, 'model'), { recursive: true });
  for (const [name, bytes] of Object.entries(await makePhotos())) {
    await writeFile(join(photos, name), bytes);
    await writeFile(join(folder, `${name}.rgb`), (await decodeImage(bytes, { size: SIZE })).data);
  }
  const stdout = await command('classify', MODEL, photos, '--top', '1000', '--json');
  for (const { layer, channel, at } of UNITS)
    for (const rule of RULES) {
      const unit = ['--layer', layer, '--channel', String(channel), '--at', at.join()];
      const out = join(folder, drawnName(layer, rule));
      await command('project', MODEL, join(photos, PHOTO), ...unit, '--rule', rule, '--out', out);
    }
  project.provide('sameInput', folder);
  project.provide('seenByCommand', answersIn(stdout));
  return () => rm(folder, { recursive: true, force: true });
}

async function command(...said: string[]): Promise<string> {
  const run = [COMMAND, ...said, '--backend', 'cpu'];
  const { stdout } = await promisify(execFile)(process.execPath, run, { maxBuffer: 1e8 });
  return stdout;
}

function answersIn(json: string): SeenByCommand[] {
  const { results } = JSON.parse(json) as {
    results: { image: string; predictions: { index: number; probability: number }[] }[];
  };
  return results.map(({ image, predictions }) => ({
    file: basename(image),
    probabilities: predictions
      .toSorted((a, b) => a.index - b.index)
      .map(({ probability }) => probability),
  }));
}
