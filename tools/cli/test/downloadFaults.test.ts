import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../src/models/download.js';

const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const OTHER = Buffer.alloc(BYTES.length, 7);

const ranged = (response: ServerResponse, range: string, body: Buffer) =>
  response.writeHead(206, { 'content-range': range }).end(body);

/** What the server does for a path, `from` being the byte that it is asked to begin with. */
const ANSWERS: Record<string, (response: ServerResponse, from: number) => void> = {
  '/no-ranges': (response) => response.end(BYTES),
  '/never-satisfied': (response, from) =>
    from > 0 ? response.writeHead(416).end() : response.end(BYTES),
  '/wrong-part': (response, from) =>
    from > 0 ? ranged(response, `bytes ${from - 5}-4999/5000`, BYTES) : response.end(BYTES),
  '/changed': (response, from) =>
    from > 0
      ? ranged(response, `bytes ${from}-5999/6000`, Buffer.alloc(6000 - from))
      : response.end(BYTES),
  '/ranges': (response, from) =>
    from > 0
      ? ranged(response, `bytes ${from}-4999/5000`, BYTES.subarray(from))
      : response.end(BYTES),
  '/unasked-part': (response) => ranged(response, 'bytes 10-4999/5000', BYTES.subarray(10)),
  '/longer': (response) => response.end(Buffer.alloc(9000)),
  '/bomb': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e6))),
  '/endless': (response) => {
    const more = (): unknown => response.write(Buffer.alloc(1000), (error) => error ?? more());
    more();
  },
  '/trickle': (response) => {
    // How slowly a server sends is the clock's; the test waits for what comes of it.
    // eslint-disable-next-line no-restricted-syntax
    const timer = setInterval(() => response.write('x'), 5);
    response.on('close', () => clearInterval(timer));
  },
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
};

const asked: string[] = [];
const answer = ({ url, headers }: IncomingMessage, response: ServerResponse): void => {
  asked.push(headers.range ?? 'all');
  ANSWERS[url!]!(response, Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0));
};
const server = createServer(answer);
let origin: string;
let folder: string;
let path: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'download-'));
  path = join(folder, 'model');
  asked.length = 0;
  return () => rm(folder, { recursive: true });
});

/** Only who sends a byte now and then is too slow: on a loaded machine others are, too. */
const graceFor = (path: string) => (path === '/trickle' ? { grace: 200 } : {});

const get = (from: string) =>
  download(
    { addresses: [origin + from], bytes: BYTES.length, checksum: { kind: 'sha256', hex: SHA256 } },
    path,
    () => undefined,
    graceFor(from),
  );

describe('a download that goes on', () => {
  it.each([
    ['sends the whole instead', '/no-ranges', ['bytes=2000-']],
    ['answers 416', '/never-satisfied', ['bytes=2000-', 'all']],
    ['sends another part', '/wrong-part', ['bytes=2000-', 'all']],
    ['has a file of another size by now', '/changed', ['bytes=2000-', 'all']],
  ])('is whole where the server %s', async (_, from, expected) => {
    await writeFile(path, BYTES.subarray(0, 2000));
    await get(from);
    expect(asked).toEqual(expected);
    expect((await readFile(path)).equals(BYTES)).toBe(true);
  });

  it('begins anew where what was there belongs to another file', async () => {
    await writeFile(path, OTHER.subarray(0, 2000));
    await get('/ranges');
    expect(asked).toEqual(['bytes=2000-', 'all']);
    expect((await readFile(path)).equals(BYTES)).toBe(true);
  });

  it('begins anew where what was there is a whole other file, or more than the whole', async () => {
    for (const there of [OTHER, Buffer.concat([BYTES, OTHER])]) {
      await writeFile(path, there);
      await get('/ranges');
      expect((await readFile(path)).equals(BYTES)).toBe(true);
    }
  });
});

describe('a server', () => {
  it.each([
    ['a part that nobody asked for', '/unasked-part', 'answered with "bytes 10-4999/5000"'],
    ['a longer file', '/longer', 'its file is 9000 bytes long; the model has 5000'],
    ['little that unpacks to much', '/bomb', 'it sends more than the 5000 bytes of the model'],
    ['without an end', '/endless', 'it sends more than the 5000 bytes of the model'],
    ['a byte now and then', '/trickle', /sent \d+ bytes in \d+\.\d s; expected 32 kB a second/],
    ['itself again', '/loop', 'fetch failed, redirect count exceeded'],
    ['a file on this machine', '/to-file', 'fetch failed, '],
  ])('that sends %s is refused', async (_, from, message) => {
    await expect(get(from)).rejects.toThrow(message);
  });

  it('that was refused leaves no file that seems whole', async () => {
    await get('/unasked-part').catch(() => undefined);
    await get('/longer').catch(() => undefined);
    expect(await readdir(folder)).toEqual([]);
  });
});
