import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
// From the build: it starts threads that run a file of the build.
import { GradientWorkers } from '../../dist/node/gradientWorkers.js';
import { gradientsOf } from '../../src/gradientsOf.js';
import { useOwnGradients } from '../../src/gradients.js';
import { layoutOf, initialParameters } from '../../src/parameters.js';
import { useBackend } from '../backends.js';
import { TOY, toyBatch, toySetup } from '../toy.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-training-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('threads give exactly the gradients that are computed here, in the order of the shards', async () => {
  await useBackend('wasm');
  const restore = useOwnGradients();
  const setup = toySetup();
  const parameters = initialParameters(layoutOf(TOY), 1);
  const shards = [0, 1, 2].map((index) => ({ step: 7, index, batch: toyBatch(index) }));
  const workers = new GradientWorkers(setup, 2);
  try {
    const elsewhere = await workers.gradients(parameters, shards);
    const here = shards.map((shard) => gradientsOf(setup, parameters, shard));
    expect(elsewhere).toEqual(await Promise.all(here));
  } finally {
    await workers.close();
    restore();
  }
});

const SCRIPT = new URL('trainToy.mjs', import.meta.url).pathname;

/** Trains the toy network in a process of its own, which is killed after an epoch if that is given. */
async function trainToy(name: string, killAfter?: number): Promise<void> {
  const args = killAfter === undefined ? [] : [String(killAfter)];
  const child = spawn(process.execPath, [SCRIPT, join(folder, name), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(killAfter === undefined ? 0 : null);
}

/** Trains it where no file may be longer than 4 KiB, which is too little for its model.json, and gives what it says. */
async function trainToyWithoutRoom(name: string): Promise<string> {
  const child = spawn(
    'sh',
    ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath, SCRIPT, join(folder, name)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said = text(child.stderr);
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBeGreaterThan(0);
  return said;
}

/** All files in a folder and below, by name. */
async function filesIn(name: string): Promise<string[]> {
  return (await readdir(join(folder, name), { recursive: true })).sort();
}

test('a training that was killed goes on to the same weights and history', async () => {
  await trainToy('whole');
  await trainToy('killed', 2);
  await trainToy('killed');
  const files = await filesIn('whole');
  expect(files).toContain(join('epochs', '1', 'weights.bin'));
  expect(await filesIn('killed')).toEqual(files);
  for (const file of ['checkpoint', 'weights.bin', 'history.json']) {
    const [whole, killed] = await Promise.all(
      ['whole', 'killed'].map((name) => readFile(join(folder, name, file))),
    );
    expect(killed!.equals(whole!), file).toBe(true);
  }
});

test('a training that has no room to write says so, keeps its last checkpoint and goes on from it', async () => {
  await trainToy('full', 2);
  const files = await filesIn('full');
  const checkpoint = await readFile(join(folder, 'full', 'checkpoint'));
  const model = await readFile(join(folder, 'full', 'model.json'));
  expect(await trainToyWithoutRoom('full')).toMatch(
    /cannot write to "[^"]*full\/model\.json": EFBIG: .*; free space there; then --resume goes on from epoch 2/,
  );
  expect(await filesIn('full')).toEqual(files);
  expect(await readFile(join(folder, 'full', 'checkpoint'))).toEqual(checkpoint);
  expect(await readFile(join(folder, 'full', 'model.json'))).toEqual(model);
  await trainToy('full');
  const [full, whole] = await Promise.all(
    ['full', 'whole'].map((name) => readFile(join(folder, name, 'checkpoint'))),
  );
  expect(full!.equals(whole!)).toBe(true);
});
