import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../src/identity/contentOf.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-content-'));
  await mkdir(path('checkpoints', '1'), { recursive: true });
  await writeFile(path('checkpoints', '1', 'model.json'), '{"a": 1}');
  for (let i = 0; i < 40; i++) await writeFile(path(`${i}.jpg`), `photo ${i}`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('contentOf', () => {
  it('tells bytes from others of the same size and time', async () => {
    const all = Array.from({ length: 40 }, (_, i) => path(`${i}.jpg`));
    const before = await contentOf(all);
    expect(await contentOf(all)).toBe(before);
    const { size, mtime, atime } = await stat(path('33.jpg'));
    await writeFile(path('33.jpg'), 'photo 34');
    await utimes(path('33.jpg'), atime, mtime);
    expect((await stat(path('33.jpg'))).size).toBe(size);
    expect(await contentOf(all)).not.toBe(before);
    await writeFile(path('33.jpg'), 'photo 33');
    expect(await contentOf(all)).toBe(before);
  });

  it('tells the order of files, and one that is missing', async () => {
    const [a, b] = [path('1.jpg'), path('2.jpg')];
    const found = [[a, b], [b, a], [a], [a, path('none.jpg')], []].map((paths) => contentOf(paths));
    expect(new Set(await Promise.all(found)).size).toBe(5);
  });

  it('tells a folder from what it was before a file in it changed, or was renamed', async () => {
    const [place, inner] = [path('checkpoints'), path('checkpoints', '1')];
    const seen = [await contentOf([place])];
    await writeFile(join(inner, 'model.json'), '{"b": 1}');
    seen.push(await contentOf([place]));
    await rm(join(inner, 'model.json'));
    await writeFile(join(inner, 'other.json'), '{"b": 1}');
    seen.push(await contentOf([place]));
    expect(new Set(seen).size).toBe(3);
  });

  it('follows links, and ends where one leads back', async () => {
    await mkdir(path('elsewhere'));
    await writeFile(path('elsewhere', 'weights.bin'), 'old');
    await symlink(path('elsewhere'), path('checkpoints', '2'));
    await symlink(path('checkpoints'), path('checkpoints', 'again'));
    const before = await contentOf([path('checkpoints')]);
    await writeFile(path('elsewhere', 'weights.bin'), 'new');
    expect(await contentOf([path('checkpoints')])).not.toBe(before);
  });

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(contentOf([path('1.jpg')], signal)).rejects.toThrow('enough');
  });
});
