import { KNOWN_MODELS, type KnownModel } from '@deconv/models/known';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addModel } from '../src/models/addModel.js';
import { startBackend } from '../src/backend/startBackend.js';
import { meanColour } from './meanColour.js';
import { run } from './support.js';

const BYTES = meanColour();
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let server: Server;
let known: KnownModel;
let folder: string;
let asked: (string | undefined)[];

beforeAll(async () => {
  await startBackend({ backend: 'cpu' });
  server = createServer((request, response) => {
    const { range } = request.headers;
    asked.push(range);
    if (request.url === '/other') return void response.end(Buffer.alloc(BYTES.length));
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (from > 0)
      return void response
        .writeHead(206, { 'Content-Range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` })
        .end(BYTES.subarray(from));
    response.writeHead(200, { 'Content-Length': BYTES.length });
    if (request.url === '/whole') return void response.end(BYTES);
    response.write(BYTES.subarray(0, 50));
    void kept().then(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'add-'));
  asked = [];
  known = { ...KNOWN_MODELS[0]!, name: 'colours', bytes: BYTES.length, sha256: SHA256 };
  known.labels = ['red', 'green', 'blue'];
  return () => rm(folder, { recursive: true });
});

/** Waits until some of the file has been written. */
const kept = () =>
  expect
    .poll(() => stat(join(folder, 'colours.download')).catch(() => undefined))
    .toMatchObject({ size: 50 });

function add(path: string, labels?: string): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const addresses = [`http://localhost:${port}${path}`];
  const preprocess = { ...known.preprocess, inputSize: 8, channelOrder: 'RGB' as const };
  const out = join(folder, 'colours');
  return addModel({ ...known, addresses, preprocess }, { out, labels });
}

// Two layers: flattening one position is none.
it('writes a folder that classify opens, its classes named', async () => {
  expect(await add('/whole')).toBe(2);
  const out = join(folder, 'colours');
  const names = ['labels.json', 'model.onnx', 'preprocess.json', 'source.json'];
  expect((await readdir(out)).sort()).toEqual(names);
  expect(await readdir(folder)).toEqual(['colours']);
  expect(JSON.parse(await readFile(join(out, 'source.json'), 'utf8'))).toMatchObject({
    name: 'colours',
    sha256: SHA256,
    licence: known.licence,
  });
  const photo = join(folder, 'green.png');
  const background = { r: 10, g: 200, b: 10 };
  await sharp({ create: { width: 8, height: 8, channels: 3, background } }).toFile(photo);
  const { code, stdout } = await run('classify', out, photo);
  expect(code).toBe(0);
  expect(stdout.split('\n')[1]).toBe('  100.0 %  green');
});

it('goes on where a download broke, and leaves no folder before it is whole', async () => {
  await expect(add('/breaks')).rejects.toThrow('cannot be downloaded');
  const kept = await readFile(join(folder, 'colours.download'));
  expect(kept.length).toBeGreaterThan(0);
  expect(existsSync(join(folder, 'colours'))).toBe(false);
  expect(await add('/breaks')).toBe(2);
  expect(asked).toEqual([undefined, `bytes=${kept.length}-`]);
  expect((await readFile(join(folder, 'colours/model.onnx'))).equals(BYTES)).toBe(true);
});

it('leaves nothing behind of a file with another checksum', async () => {
  await expect(add('/other')).rejects.toThrow(`expected ${SHA256}`);
  expect(await readdir(folder)).toEqual([]);
});

it('leaves no folder where the names of classes do not fit', async () => {
  await expect(add('/whole', '["red"]')).rejects.toThrow('1 names, but the network tells 3');
  expect(existsSync(join(folder, 'colours'))).toBe(false);
});
