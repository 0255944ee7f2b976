import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './house.ts';

const PAGE = join(ROOT, 'CONTRIBUTING.md');

function check(page: string) {
  const args = [join(ROOT, 'tools/dev/rooms.mjs'), '--check', page];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, stderr };
}

test('CONTRIBUTING.md shows the doors as they are', () => {
  expect(check(PAGE)).toEqual({ status: 0, stderr: '' });
});

test.each([
  ['an arrow', '  libs-models --> libs-core\n'],
  ['a room', '    libs-results[results]\n'],
  ['a door that is shut', '- `libs/results` does not import `libs/geometry`.\n'],
])('a picture that lacks %s is refused', (_, line) => {
  const text = readFileSync(PAGE, 'utf8');
  expect(text).toContain(line);
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  const page = join(folder, 'page.md');
  writeFileSync(page, text.replace(line, ''));
  const { status, stderr } = check(page);
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toContain('npm run rooms');
});
