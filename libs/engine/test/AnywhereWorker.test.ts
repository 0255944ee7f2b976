import { expect, test, vi } from 'vitest';
import { AnywhereWorker } from '../src/AnywhereWorker.js';

/** What a script of another origin says once it runs. */
const elsewhere = (says: string): URL => new URL(`data:text/javascript,postMessage('${says}')`);

test('a script of another origin runs, and the page keeps no address for it', async () => {
  const made = vi.spyOn(URL, 'createObjectURL');
  const worker = new AnywhereWorker(elsewhere('here'), { type: 'module' });
  const address = String(made.mock.results[0]!.value);
  const said = await new Promise((resolve) =>
    worker.addEventListener('message', ({ data }) => resolve(data)),
  );
  worker.terminate();
  expect(said).toBe('here');
  await expect(fetch(address)).rejects.toThrow();
});

test('where such a script fails, its address is freed too', async () => {
  const made = vi.spyOn(URL, 'createObjectURL');
  const worker = new AnywhereWorker(new URL('data:text/javascript,)'), { type: 'module' });
  const address = String(made.mock.results.at(-1)!.value);
  await new Promise((resolve) =>
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      resolve(event);
    }),
  );
  worker.terminate();
  await expect(fetch(address)).rejects.toThrow();
});
