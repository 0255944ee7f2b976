import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
// From the build: it starts threads that run a file of the build.
import { GradientWorkers } from '../../dist/node/gradientWorkers.js';
import { gradientsOf } from '../../src/gradientsOf.js';
import { useOwnGradients } from '../../src/gradients.js';
import { layoutOf, initialParameters } from '../../src/parameters.js';
import { useBackend } from '../backends.js';
import { TOY, toyBatch, toyLesson } from '../toy.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-training-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('threads give exactly the gradients that are computed here, in the order of the shards', async () => {
  await useBackend('wasm');
  const restore = useOwnGradients();
  const lesson = toyLesson();
  const parameters = initialParameters(layoutOf(TOY), 1);
  const shards = [0, 1, 2].map((index) => ({ step: 7, index, batch: toyBatch(index) }));
  const workers = new GradientWorkers(lesson, 2);
  try {
    const elsewhere = await workers.gradients(parameters, shards);
    const here = shards.map((shard) => gradientsOf(lesson, parameters, shard));
    expect(elsewhere).toEqual(await Promise.all(here));
  } finally {
    await workers.close();
    restore();
  }
});

/** Trains the toy network in a process of its own, and kills it after `epochs` if that is given. */
async function trainToy(name: string, killAfter?: number): Promise<void> {
  const script = new URL('trainToy.mjs', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, join(folder, name)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (killAfter !== undefined && text.includes(`epoch ${killAfter}`)) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(killAfter === undefined ? 0 : null);
}

test('a training that was killed goes on to the same weights and history', async () => {
  await trainToy('whole');
  await trainToy('killed', 2);
  await trainToy('killed');
  const files = (await readdir(join(folder, 'whole'), { recursive: true })).sort();
  expect(files).toContain(join('epochs', '1', 'weights.bin'));
  expect((await readdir(join(folder, 'killed'), { recursive: true })).sort()).toEqual(files);
  for (const file of ['checkpoint', 'weights.bin', 'history.json']) {
    const [whole, killed] = await Promise.all(
      ['whole', 'killed'].map((name) => readFile(join(folder, name, file))),
    );
    expect(killed!.equals(whole!), file).toBe(true);
  }
});
