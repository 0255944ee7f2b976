import { describe, expect, test } from 'vitest';
import { decodes, png } from './decodingCases.js';

/** Workers that were started, and whether they have ended. */
const workers: { name: string; ended: boolean }[] = [];

// Before the code that starts workers is loaded.
globalThis.Worker = class extends Worker {
  readonly #seen: { name: string; ended: boolean };

  constructor(script: URL | string, options?: WorkerOptions) {
    super(script, options);
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
