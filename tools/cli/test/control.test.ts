import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, saveModel, saveNoise } from './support.js';

let folder: string;
let photo: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-control-'));
  photo = join(folder, 'photo.png');
  await saveModel(folder);
  await saveNoise(photo);
});
afterAll(() => rm(folder, { recursive: true }));

interface Answer {
  controls?: {
    replaced: string;
    similarity: { signed: number | null; magnitude: number | null };
  }[];
}

async function controlsOf(...options: string[]): Promise<Answer['controls']> {
  const { code, stdout } = await run('project', folder, photo, ...options, '--json');
  expect(code).toBe(0);
  return (JSON.parse(stdout) as Answer).controls;
}

describe('deconv project --control', () => {
  it('says how much is left with random weights, layer by layer', async () => {
    const cascade = await controlsOf('--layer', 'prob', '--control', 'cascade');
    expect(cascade!.map(({ replaced }) => replaced)).toEqual(['prob', 'down to conv1']);
    for (const { similarity } of cascade!) {
      expect(similarity.signed).toBeGreaterThanOrEqual(-1);
      expect(similarity.signed).toBeLessThan(1);
    }
    const all = await controlsOf('--layer', 'prob', '--control', 'random-weights');
    expect(all).toEqual([{ ...cascade![1], replaced: 'all weights' }]);
    const other = await controlsOf('--layer', 'prob', '--control', 'random-weights', '--seed', '1');
    expect(other).not.toEqual(all);
  });

  it('says how much is left with shuffled switches, and nothing where it is not asked', async () => {
    const [switches] = (await controlsOf('--layer', 'prob', '--control', 'shuffled-switches'))!;
    expect(switches).toMatchObject({ replaced: 'switches' });
    expect(switches!.similarity.signed).toBeLessThan(1);
    expect(await controlsOf('--layer', 'pool1')).toBeUndefined();
  });

  it('can be interrupted between controls, and writes nothing then', async () => {
    const never = join(folder, 'never.png');
    const interrupt = (event: string | symbol): void => {
      if (event === 'SIGINT') setImmediate(() => process.emit('SIGINT'));
    };
    process.on('newListener', interrupt);
    const args = ['--layer', 'prob', '--control', 'cascade', '--out', never];
    const { code, stderr } = await run('project', folder, photo, ...args).finally(() =>
      process.off('newListener', interrupt),
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining('interrupted; nothing is written')]);
    expect(existsSync(never)).toBe(false);
  });

  it('draws the controls below the projection', async () => {
    const [plain, more] = [join(folder, 'plain.png'), join(folder, 'more.png')];
    await run('project', folder, photo, '--layer', 'prob', '--out', plain);
    const args = ['--layer', 'prob', '--control', 'cascade', '--out', more];
    const { stdout } = await run('project', folder, photo, ...args);
    expect(stdout).toMatch(/down to conv1 +-?\d\.\d{3}/);
    const [a, b] = await Promise.all([plain, more].map((path) => sharp(path).metadata()));
    expect(b!.width).toBe(a!.width);
    expect(b!.height).toBe(2 * a!.height + 8 + 36);
    const { width, height } = a!;
    const upper = sharp(more).extract({ left: 0, top: 0, width, height });
    expect(await upper.raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
  });

  it('takes another word for wrong usage', async () => {
    const { code, stderr } = await run(
      'project',
      folder,
      photo,
      '--layer',
      'prob',
      '--control',
      'x',
    );
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--control is "x"; expected random-weights, cascade, shuffled-switches',
    );
  });
});
