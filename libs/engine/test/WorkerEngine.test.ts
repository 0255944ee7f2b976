import { afterEach, expect, test } from 'vitest';
import { sideOf } from '../src/startSide.js';
import { WorkerEngine } from '../src/WorkerEngine.js';
import { stripes } from './support.js';

const engine = new WorkerEngine(() =>
  Promise.resolve(
    sideOf(new Worker(new URL('./echoWorker.ts', import.meta.url), { type: 'module' })),
  ),
);
afterEach(() => engine.close());

/** What the worker was told to release. */
async function released(): Promise<number[]> {
  const { name } = await engine.loadModel('answers');
  return (JSON.parse(name) as { released: number[] }).released;
}

test('a photo that is opened after its question was given up is released', async () => {
  await engine.loadModel('answers');
  const controller = new AbortController();
  const opening = engine.openPhoto(1, stripes(4, 4), { signal: controller.signal });
  // The queue hands it over within a turn of the event loop, and the worker answers once it hears of the abort.
  await new Promise((resolve) => setTimeout(resolve));
  controller.abort(new Error('scrolled away'));
  await expect(opening).rejects.toThrow('scrolled away');
  await expect.poll(released).toEqual([7]);
});
