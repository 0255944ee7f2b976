import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeImage } from '../src/node/decodeImage.js';
import { SAMPLES, writeSamples } from '../src/node/samples.js';

test('the samples are twelve different things, with files, descriptions and credits', async () => {
  expect(new Set(SAMPLES.map(({ label }) => label)).size).toBe(12);
  const folder = await mkdtemp(join(tmpdir(), 'deconv-samples-'));
  try {
    const entries = await writeSamples(folder);
    expect(JSON.parse(await readFile(join(folder, 'samples.json'), 'utf8'))).toEqual(entries);
    for (const { file, alt, credit } of entries) {
      const { width, height } = await decodeImage(join(folder, file));
      expect([width, height]).toEqual([192, 192]);
      expect(alt.length).toBeGreaterThan(10);
      expect(credit).toMatch(/Apache-2\.0|CC-BY-4\.0/);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
