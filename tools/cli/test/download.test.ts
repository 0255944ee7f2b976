import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { download } from '../src/models/download.js';

const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let server: Server;
let origin: string;
let folder: string;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    if (request.url === '/none') return void response.writeHead(404).end();
    if (request.url === '/other') return void response.end(Buffer.alloc(BYTES.length));
    if (request.url === '/breaks') {
      response.writeHead(200, { 'Content-Length': BYTES.length });
      response.write(BYTES.subarray(0, 2000));
      return void kept().then(() => response.destroy());
    }
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (from === 0) return void response.end(BYTES);
    response
      .writeHead(206, { 'Content-Range': `bytes ${from}-4999/5000` })
      .end(BYTES.subarray(from));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'));
  asked.length = 0;
  return () => rm(folder, { recursive: true });
});

/** Waits until some of the file has been written. */
const kept = () =>
  expect
    .poll(() => stat(join(folder, 'model')).catch(() => undefined))
    .toMatchObject({ size: 2000 });
const get = (...paths: string[]) =>
  download(
    {
      addresses: paths.map((path) => origin + path),
      bytes: BYTES.length,
      checksum: { kind: 'sha256', hex: SHA256 },
    },
    join(folder, 'model'),
  );

it('takes the next address where one does not have the file', async () => {
  await get('/none', '/whole');
  expect((await readFile(join(folder, 'model'))).equals(BYTES)).toBe(true);
});

it('goes on with a download that broke, and asks only for the rest', async () => {
  await expect(get('/breaks')).rejects.toThrow('cannot be downloaded');
  const kept = (await readFile(join(folder, 'model'))).length;
  expect(kept).toBeGreaterThan(0);
  await get('/whole');
  expect(asked).toEqual([undefined, `bytes=${kept}-`]);
  expect((await readFile(join(folder, 'model'))).equals(BYTES)).toBe(true);
});

it('refuses a file of another checksum, and keeps nothing of it', async () => {
  await expect(get('/other')).rejects.toThrow(`expected ${SHA256}`);
  expect(await readdir(folder)).toEqual([]);
});

it('does not trust what lies there already', async () => {
  await writeFile(join(folder, 'model'), Buffer.alloc(BYTES.length));
  await get('/none', '/whole').catch(() => undefined);
  await get('/whole');
  expect((await readFile(join(folder, 'model'))).equals(BYTES)).toBe(true);
});
