import { KNOWN_MODELS } from '@deconv/models/known';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from './support.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `deconv import` has nothing half-written to show for a file that is no model. */
it('names a file that is no ONNX model, and writes nothing', async () => {
  const file = join(folder, 'page.onnx');
  await writeFile(file, '<!doctype html><p>not here');
  const out = join(folder, 'out');
  const { code, stderr } = await run('import', file, '--out', out);
  expect([code, stderr]).toEqual([
    1,
    'deconv import: model.onnx is a page of HTML or XML, not an ONNX model; check the address',
  ]);
  expect(existsSync(out)).toBe(false);
  await writeFile(file, Buffer.from([8, 9, 18, 200]));
  expect((await run('inspect', file)).stderr).toContain('is no ONNX model, or not whole');
});

it('wants an ONNX file by its name', async () => {
  const { code, stderr } = await run('import', folder, '--out', join(folder, 'out'));
  expect(code).toBe(2);
  expect(stderr).toContain('expected a file whose name ends in .onnx');
});

it('lists well-known networks with what a copy is known by', async () => {
  const { code, stdout } = await run('models');
  expect(code).toBe(0);
  for (const { name, sha256, addresses } of KNOWN_MODELS) {
    expect(stdout).toContain(name);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(addresses.every((address) => address.startsWith('https://'))).toBe(true);
  }
  expect((await run('models', 'add', 'nonesuch')).code).toBe(2);
  const { known } = JSON.parse((await run('models', '--json')).stdout) as { known: unknown[] };
  expect(known).toHaveLength(KNOWN_MODELS.length);
});

const ZOO = new URL('../../../../shared/models/', import.meta.url).pathname;

it.skipIf(!existsSync(`${ZOO}onnx-light`))('makes a folder that other commands open', async () => {
  const out = join(folder, 'squeezenet');
  const light = `${ZOO}onnx-light/light_squeezenet.onnx`;
  const labels = join(folder, 'labels.txt');
  const names = Array.from({ length: 1000 }, (_, i) => `thing ${i}`);
  await writeFile(labels, names.join('\n'));
  const { code, stdout } = await run('import', light, '--out', out, '--labels', labels);
  expect([code, stdout]).toEqual([
    0,
    `66 of 66 layers can be projected; 1000 labels\nwritten: ${out}`,
  ]);
  expect((await readFile(join(out, 'model.onnx'))).equals(await readFile(light))).toBe(true);
  expect((await run('inspect', out)).stdout).toContain('1×1×1000');
});

it.skipIf(!existsSync(`${ZOO}onnx-zoo.json`))('holds the very facts of the Model Zoo', async () => {
  interface Fact {
    path: string;
    bytes: number;
    sha256: string;
  }
  const { models } = JSON.parse(await readFile(`${ZOO}onnx-zoo.json`, 'utf8')) as {
    models: Fact[];
  };
  for (const { addresses, bytes, sha256 } of KNOWN_MODELS)
    expect(models.find(({ path }) => addresses[0]!.endsWith(path))).toMatchObject({
      bytes,
      sha256,
    });
});
