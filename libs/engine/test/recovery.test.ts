import { afterEach, beforeEach, expect, test } from 'vitest';
import { noise, stripes, TINY } from './support.js';
import { WatchedEngine } from './watched.js';

let engine: WatchedEngine;
beforeEach(() => {
  engine = new WatchedEngine();
});
afterEach(() => engine.close());

test('ten that want a network share one worker and one download', async () => {
  const heard = new Set<number>();
  const ten = Array.from({ length: 10 }, (_, i) =>
    engine.loadModel(TINY, { onProgress: () => heard.add(i) }),
  );
  const ids = new Set((await Promise.all(ten)).map(({ id }) => id));
  expect(ids.size).toBe(1);
  expect(heard.size).toBe(10);
  expect(engine.workers).toHaveLength(1);
  const { fetched } = await engine.count();
  expect(fetched.filter((address) => address.endsWith('weights.bin'))).toHaveLength(1);
});

test('a folder and its model.json are one network', async () => {
  const folder = TINY.replace(/\/$/, '');
  const addresses = [folder, `${folder}/`, `${folder}/model.json`];
  const loaded = await Promise.all(addresses.map((address) => engine.loadModel(address)));
  expect(new Set(loaded.map(({ id }) => id)).size).toBe(1);
});

test('a network is loaded on while one waits for it, however many others leave', async () => {
  await engine.loadModel(TINY); // starts the worker
  engine.tell({ network: 'held' });
  const [leaving, random] = [new AbortController(), 5];
  const left = engine.loadModel(TINY, { random, signal: leaving.signal });
  const stays = engine.loadModel(TINY, { random });
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  engine.tell({ network: 'fine' });
  await expect(stays).resolves.toMatchObject({ name: expect.stringContaining('seed 5') as string });
});

test('a network that cannot be reached is said to be so; the next try finds it', async () => {
  await engine.loadModel(TINY);
  const other = `${TINY}?fresh`;
  engine.tell({ network: 'broken' });
  await expect(engine.loadModel(other)).rejects.toThrow(/cannot be fetched/);
  engine.tell({ network: 'held' });
  const controller = new AbortController();
  const slow = engine.loadModel(other, { signal: controller.signal });
  controller.abort(new Error('too slow'));
  await expect(slow).rejects.toThrow('too slow');
  engine.tell({ network: 'fine' });
  await expect(engine.loadModel(other)).resolves.toMatchObject({ classes: 3 });
});

test('photos opened and released a hundred times leave nothing behind', async () => {
  const { id } = await engine.loadModel(TINY);
  const visit = async (): Promise<void> => {
    const photo = await engine.openPhoto(id, stripes(16, 16));
    await engine.strongestAt(photo.id, [8, 8], ['conv1'], 'deconvnet');
    await engine.release(photo.id);
  };
  await visit();
  const { tensors } = await engine.count();
  for (let i = 0; i < 100; i++) await visit();
  expect((await engine.count()).tensors).toBe(tensors);
  const unit = { layer: 'conv2', channel: 1, at: [3, 3] as [number, number] };
  const photo = await engine.openPhoto(id, stripes(16, 16));
  await engine.descend(photo.id, unit, 'guided');
  for (const control of ['random-weights', 'shuffled-switches'] as const)
    await engine.project(photo.id, [unit], { rule: 'deconvnet', control });
  await engine.run(id, { probe: 'diagnose', images: noise('a.png') });
  await engine.release(photo.id);
  expect((await engine.count()).tensors).toBe(tensors);
});

test('engines opened and closed leave no worker behind', async () => {
  for (let i = 0; i < 5; i++) {
    const other = new WatchedEngine();
    await other.loadModel(TINY);
    other.close();
    expect(other.ended).toBe(other.workers.length);
  }
});

test('a graphics context that is lost fails what is under way and waiting; loading starts a fresh worker', async () => {
  const { id } = await engine.loadModel(TINY);
  const images = Array.from({ length: 200 }, () => noise('a.png')[0]!);
  const run = engine.run(id, { probe: 'top', images, layers: ['conv2'] });
  const next = engine.run(id, { probe: 'diagnose' });
  const lost = { name: 'EngineFailure', reason: 'context-lost' };
  const failed = Promise.all([
    expect(run).rejects.toMatchObject(lost),
    expect(next).rejects.toMatchObject(lost),
  ]);
  const photo = await engine.openPhoto(id, stripes(20, 20));
  engine.tell('lose context');
  await failed;
  await expect(engine.openPhoto(id, stripes(20, 20))).rejects.toMatchObject(lost);
  const again = await engine.loadModel(TINY);
  expect(engine.workers).toHaveLength(2);
  expect(engine.ended).toBe(1);
  expect(again.id).not.toBe(id);
  await expect(engine.strongest(photo.id, 'conv1', 1, 'guided')).rejects.toThrow(/not open/);
  await expect(engine.openPhoto(id, stripes(20, 20))).rejects.toThrow(/call loadModel first/);
  await expect(engine.openPhoto(again.id, stripes(20, 20))).resolves.toMatchObject({});
});

test('memory that runs out is an error, never garbage', async () => {
  const { id } = await engine.loadModel(TINY);
  engine.tell('no memory');
  await expect(engine.openPhoto(id, stripes(20, 20))).rejects.toMatchObject({
    name: 'EngineFailure',
    reason: 'out-of-memory',
  });
  const again = await engine.loadModel(TINY);
  await expect(engine.openPhoto(again.id, stripes(20, 20))).resolves.toMatchObject({});
});
