import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { architectureOf } from '../src/architectureOf.js';
import { readLandmarks } from '../src/correspond/readLandmarks.js';
import { labelsJson } from '../src/import/labelsJson.js';

const ARCHITECTURE = fileURLToPath(
  new URL('../../../libs/training/architectures/zfnet-with-lrn.json', import.meta.url),
);
const plain = () => architectureOf(ARCHITECTURE);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marks-'));
  return () => rm(folder, { recursive: true });
});

/** Text as editors on Windows save it. */
const ENCODINGS = {
  'UTF-8': (text: string) => Buffer.from(`\ufeff${text}`),
  'UTF-16': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
};

async function save(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe.each(Object.entries(ENCODINGS))('a byte-order mark before %s', (_, encode) => {
  it('is no part of the first label', async () => {
    const labels = JSON.stringify(['größe', 'b']);
    expect(await labelsJson(await save('a.txt', encode('größe\r\nb\r\n')))).toBe(labels);
    expect(await labelsJson(await save('a.json', encode(labels)))).toBe(labels);
  });

  it('is no part of landmarks', async () => {
    const path = await save('marks.json', encode('{"images":{"a.jpg":{"nose":[0.5,0.5]}}}'));
    expect([...(await readLandmarks(path)).keys()]).toEqual(['a.jpg']);
  });

  it('is no part of an architecture', async () => {
    const path = await save('a.json', encode(await readFile(ARCHITECTURE, 'utf8')));
    expect(await architectureOf(path)).toMatchObject({ inputSize: (await plain()).inputSize });
  });
});

const CASE = fileURLToPath(new URL('../../../../shared/cases/faults/bom-labels/', import.meta.url));

it.skipIf(!existsSync(CASE))('files with a mark name the same classes in either form', async () => {
  expect(await labelsJson(`${CASE}bom.txt`)).toBe('["alpha","beta","gamma"]');
  expect(JSON.parse(await labelsJson(`${CASE}bom.json`))).toEqual(['a', 'b', 'c']);
});
