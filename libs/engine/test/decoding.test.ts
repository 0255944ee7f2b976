import { describe, expect, test, vi } from 'vitest';
import { decodes, png } from './decodingCases.js';

/** Workers that were started, and whether they have ended. */
const workers: { name: string; ended: boolean }[] = [];
/** Workers from now on start with a script that never says anything. */
let silent = false;
const SILENT = URL.createObjectURL(new Blob([], { type: 'text/javascript' }));

// Before the code that starts workers is loaded.
globalThis.Worker = class extends Worker {
  readonly #seen: { name: string; ended: boolean };

  constructor(script: URL | string, options?: WorkerOptions) {
    super(silent ? SILENT : script, options);
    workers.push((this.#seen = { name: options?.name ?? '', ended: false }));
  }

  override terminate(): void {
    this.#seen.ended = true;
    super.terminate();
  }
};
const { decodePhoto } = await import('@deconv/engine/decoding');

describe('in a worker', () => decodes(decodePhoto));

test('one worker serves all pictures that wait, and ends with the last of them', async () => {
  await expect.poll(() => workers.filter(({ ended }) => !ended)).toEqual([]);
  workers.length = 0;
  const file = new Blob([await png()]);
  const broken = decodePhoto(new Blob(['no'])).catch(() => undefined);
  await Promise.all([decodePhoto(file), decodePhoto(file), broken]);
  await expect.poll(() => workers).toEqual([{ name: 'deconv photos', ended: true }]);
});

test('a worker that never says that it has started is ended, and the page decodes', async () => {
  await expect.poll(() => workers.filter(({ ended }) => !ended)).toEqual([]);
  workers.length = 0;
  silent = true;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const files = await Promise.all([png(), png()]);
  const decoded = Promise.all(files.map((bytes) => decodePhoto(new Blob([bytes]))));
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  silent = false;
  const [one, other] = await decoded;
  expect(one!.data.length).toBe(one!.width * one!.height * 4);
  expect(other).toEqual(one);
  expect(workers).toEqual([{ name: 'deconv photos', ended: true }]);
  // The next one starts anew.
  await decodePhoto(new Blob([files[0]]));
  expect(workers).toHaveLength(2);
});
