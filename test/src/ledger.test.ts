import { readResults } from '@deconv/results';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './house.ts';

const FOLDER = join(ROOT, 'docs/reproduction');
const documents = readdirSync(FOLDER).filter((name) => name !== 'entries.json');
const entries = JSON.parse(readFileSync(join(FOLDER, 'entries.json'), 'utf8')) as {
  title: string;
  runs: { results: string; command: string }[];
  missing?: string;
}[];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ledger-'));
  cpSync(FOLDER, join(copy, 'reproduction'), { recursive: true });
  cpSync(`${FOLDER}.md`, join(copy, 'reproduction.md'));
});
afterAll(() => rmSync(copy, { recursive: true }));

function check(folder: string) {
  const script = join(ROOT, 'tools/dev/ledger.mjs');
  const args = [script, '--check', folder];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stderr };
}

describe('the ledger of reproduction', () => {
  test('is what the documents of results say', () => {
    expect(check(FOLDER)).toEqual({ status: 0, stderr: '' });
  });

  test('is told apart from one of other results', () => {
    const path = join(copy, 'reproduction', 'layers-zfnet-photo.json');
    const before = readFileSync(path, 'utf8');
    const results = JSON.parse(before) as { layers: { mean: number }[] };
    results.layers[0]!.mean += 0.01;
    writeFileSync(path, JSON.stringify(results));
    const { status, stderr } = check(join(copy, 'reproduction'));
    expect(status).toBe(1);
    expect(stderr).toContain('is not what its documents say');
    writeFileSync(path, before);
    expect(check(join(copy, 'reproduction')).status).toBe(0);
  });

  test.each(documents)(
    '%s is a document of results without a path of somebody’s machine',
    (name) => {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      expect(() => readResults(text)).not.toThrow();
      expect(text).not.toMatch(/"(\/|[A-Z]:\\\\|\.\.\/)/);
    },
  );

  test('names every document once, and says of every figure and table what was done or why not', () => {
    const named = entries.flatMap(({ runs }) => runs.map(({ results }) => results));
    expect([...named].sort()).toEqual([...documents].sort());
    for (const { title, runs, missing } of entries)
      expect(runs.length > 0 || missing, title).toBeTruthy();
    for (const what of ['Figure 2', 'Figure 4', 'Figure 5', 'Figure 6', 'Figure 7', 'Table 1'])
      expect(
        entries.some(({ title }) => title.includes(what)),
        what,
      ).toBe(true);
    for (const what of ['Table 2', 'Table 3', 'Table 4', 'Table 5', 'Table 6', 'Table 7'])
      expect(
        entries.some(({ title }) => title.includes(what)),
        what,
      ).toBe(true);
  });
});
