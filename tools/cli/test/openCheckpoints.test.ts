import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoints } from '../src/openCheckpoints.js';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);

async function save(...names: string[]): Promise<void> {
  await mkdir(path(...names), { recursive: true });
  await writeFile(path(...names, 'model.json'), '{}');
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-checkpoints-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('openCheckpoints', () => {
  it('lists checkpoints by their numbers, and nothing else that lies there', async () => {
    for (const name of ['10', '9', '100', '01', '1', 'best', '3b']) await save(name);
    await mkdir(path('5'));
    await writeFile(path('7'), '');
    const found = await openCheckpoints(folder);
    expect(found.map(({ name }) => name)).toEqual(['01', '1', '9', '10', '100']);
    expect(found.map((each) => each.path)).toEqual(found.map(({ name }) => path(name)));
  });

  it('takes a model for itself, even one with checkpoints inside', async () => {
    await save();
    await save('1');
    expect(await openCheckpoints(folder)).toEqual([{ name: basename(folder), path: folder }]);
    const file = path('model.json');
    expect(await openCheckpoints(file)).toEqual([{ name: basename(folder), path: file }]);
  });

  it('leaves addresses, and what is not there, to whoever opens models', async () => {
    const url = 'https://example.org/nets/small/model.json';
    expect(await openCheckpoints(url)).toEqual([{ name: 'small', path: url }]);
    expect(await openCheckpoints(path('gone'))).toEqual([{ name: 'gone', path: path('gone') }]);
  });

  it('says what a folder holds that is neither', async () => {
    await expect(openCheckpoints(folder)).rejects.toThrow('checkpoints: it holds nothing;');
    await save('zfnet', '1');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await writeFile(path(name), '');
    await expect(openCheckpoints(folder)).rejects.toThrow(
      `${folder} is neither a model nor a folder of checkpoints: it holds a, b, c, d, e, 2 more; expected`,
    );
  });
});
