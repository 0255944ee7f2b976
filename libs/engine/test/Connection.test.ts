import { afterEach, beforeEach, expect, test } from 'vitest';
import { Connection } from '../src/Connection.js';
import type { Picture } from '../src/contract.js';
import { sideOf } from '../src/startSide.js';

let connection: Connection;
beforeEach(() => {
  const worker = new Worker(new URL('./echoWorker.ts', import.meta.url), { type: 'module' });
  connection = new Connection(sideOf(worker));
});
afterEach(() => connection.fail(new Error('over')));

const picture: Picture = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const load = (url: string, options = {}) =>
  connection.call((remote, call) => remote.loadModel(call, url, {}), options);
const seenByWorker = async () =>
  JSON.parse((await load('answers')).name) as { released: number[]; aborted: number[] };

test('progress of a call reaches the one who asked', async () => {
  const heard: unknown[] = [];
  await load('answers', { onProgress: (...news: unknown[]) => heard.push(news) });
  expect(heard).toEqual([[0.5, 'half of answers']]);
});

test('an error keeps its message', async () => {
  await expect(load('fails')).rejects.toThrow('no model.json at fails (404)');
});

test('an abort rejects at once and reaches the worker', async () => {
  await load('answers');
  const controller = new AbortController();
  const slow = load('slow', { signal: controller.signal });
  controller.abort();
  await expect(slow).rejects.toThrow(/abort/);
  expect((await seenByWorker()).aborted).toEqual([2]);
});

test('a call with a signal that is already aborted never reaches the worker', async () => {
  await expect(load('answers', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
  expect((await seenByWorker()).aborted).toEqual([]);
});

test('what an aborted call answers later is given back', async () => {
  const controller = new AbortController();
  const opened = connection.call(
    (remote, call) => remote.openPhoto(call, 1, picture, {}),
    { signal: controller.signal },
    ({ id }) => void connection.call((remote) => remote.release(id)),
  );
  controller.abort();
  await expect(opened).rejects.toThrow(/abort/);
  await expect.poll(async () => (await seenByWorker()).released).toEqual([7]);
});

test('a lost graphics context fails every call under way, and all later ones', async () => {
  const slow = load('slow');
  await expect(load('loses its context')).rejects.toThrow(/graphics processor/);
  await expect(slow).rejects.toThrow(/graphics processor/);
  await expect(load('answers')).rejects.toThrow(/graphics processor/);
});

test('a worker that dies fails the calls under way with its message', async () => {
  await expect(load('dies')).rejects.toMatchObject({
    name: 'EngineFailure',
    reason: 'stopped',
    message: expect.stringContaining('dead') as string,
  });
});
