import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('nothing outside src/node needs Node', async () => {
  const src = join(import.meta.dirname, '../src');
  const files = await readdir(src, { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.startsWith('node'));
  expect(sources.length).toBeGreaterThan(8);
  for (const file of sources)
    expect(await readFile(join(src, file), 'utf8'), file).not.toMatch(
      /from '(node:|sharp)|\/node\//,
    );
});
