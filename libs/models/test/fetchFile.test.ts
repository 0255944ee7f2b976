import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Allowance, fetchFile, loadModel } from '../src/index.js';

/** Sends a piece again and again, for as long as anybody takes it. */
function endlessly(response: ServerResponse, piece: Buffer, pause: number): void {
  // How slowly a server sends is the clock's; the test waits for what comes of it.
  // eslint-disable-next-line no-restricted-syntax
  const timer = setInterval(() => response.write(piece), pause);
  response.on('close', () => clearInterval(timer));
}

const manifest = (paths: string[]) => [
  { paths, weights: [{ name: 'w', shape: [1e6], dtype: 'float32' }] },
];

/** What the server does for a path; it knows no other. */
const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/good': (response) => response.end('all of it'),
  '/empty': (response) => response.writeHead(204).end(),
  '/trickle': (response) => endlessly(response, Buffer.from('x'), 5),
  '/endless': (response) => endlessly(response, Buffer.alloc(10_000), 1),
  '/claims': (response) => {
    response.writeHead(200, { 'content-length': 1e12 });
    response.write('{');
  },
  '/bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e6)));
  },
  '/short': (response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{', () => response.destroy());
  },
  '/part': (response) => response.writeHead(206, { 'content-range': 'bytes 3-4/9' }).end('of'),
  '/unsatisfied': (response) => response.writeHead(416).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
  '/to-data': (response) => response.writeHead(302, { location: 'data:text/plain,{}' }).end(),
  '/many/model.json': (response) => {
    const paths = Array.from({ length: 1000 }, (_, i) => `part${i}`);
    response.end(JSON.stringify({ modelTopology: {}, weightsManifest: manifest(paths) }));
  },
};

const answer = ({ url }: IncomingMessage, response: ServerResponse): void => {
  if (url!.startsWith('/many/part')) return void response.end(Buffer.alloc(4000));
  const known = ANSWERS[url!];
  if (known) known(response);
  else response.writeHead(404).end();
};
const server = createServer(answer);
let origin: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Only who sends a byte now and then is too slow: on a loaded machine others are, too. */
const graceFor = (path: string) => (path === '/trickle' ? { grace: 200 } : {});

const get = (path: string, most = 50_000) =>
  fetchFile(new URL(origin + path), { allowance: new Allowance(most), ...graceFor(path) });

describe('fetchFile', () => {
  it('takes a file whole, and none where there is none', async () => {
    expect(new TextDecoder().decode(await get('/good'))).toBe('all of it');
    expect(await get('/empty')).toHaveLength(0);
    expect(await get('/nowhere')).toBeUndefined();
  });

  const LARGE = 'the model is larger than 0.05 MB, the most that is taken from an address';
  it.each([
    ['a byte now and then', '/trickle', /sent \d+ bytes in \d+\.\d s; expected 32 kB a second/],
    ['a body without an end', '/endless', LARGE],
    ['a body that is said to be endless', '/claims', LARGE],
    ['little that unpacks to much', '/bomb', LARGE],
    ['less than was said', '/short', 'cannot be fetched: '],
    ['a part that nobody asked for', '/part', 'the server answered 206 Partial Content'],
    ['that there is no such part', '/unsatisfied', 'the server answered 416'],
    ['itself again', '/loop', 'cannot be fetched: fetch failed, redirect count exceeded'],
    ['a file on this machine', '/to-file', 'cannot be fetched: fetch failed, '],
    ['what is in the address', '/to-data', 'cannot be fetched: fetch failed, '],
  ])('refuses a server that sends %s, and names the address', async (_, path, message) => {
    const refused = get(path).then(
      () => expect.unreachable('it was taken'),
      (error: unknown) => (error as Error).message,
    );
    expect(await refused).toMatch(message);
    expect(await refused).toContain(origin + path);
  });

  it('takes as much as is allowed', async () => {
    expect(await get('/bomb', 1e6)).toHaveLength(1e6);
  });

  it('counts all files of a model together', async () => {
    const loading = loadModel(`${origin}/many`, { allowance: new Allowance(100_000) });
    await expect(loading).rejects.toThrow(/many\/part\d+: the model is larger than 0\.1 MB/);
  });
});
