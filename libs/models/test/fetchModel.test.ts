import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadModel } from '../src/index.js';
import { MODEL, WEIGHTS } from './oneConvolution.js';

/** How long a server may send nothing, in milliseconds. */
const PATIENCE = 30_000;
const page = (response: ServerResponse) => response.end('<!DOCTYPE html><p>This is our home page.');

/** What the server does for a path; it knows no other. */
const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  '/good/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/good/weights.bin': (response) => response.end(WEIGHTS),
  '/named/tiny.json': (response) => response.end(JSON.stringify(MODEL)),
  '/named/weights.bin': (response) => response.end(WEIGHTS),
  '/page/model.json': page,
  '/weightless/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/paged/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/paged/weights.bin': page,
  '/short/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/short/weights.bin': (response) => response.end(WEIGHTS.subarray(0, 10)),
  '/broken/model.json': (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{', () => response.destroy());
  },
  '/silent/model.json': () => undefined,
  '/stalled/model.json': (response) => void response.write('{'),
  '/private/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/private/weights.bin': (response) => response.end(WEIGHTS),
  '/private/labels.json': (response) => response.writeHead(403, 'Forbidden').end('<Error/>'),
  '/private/preprocess.json': (response) => response.writeHead(401).end(),
  '/host/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/host/weights.bin': (response) => response.end(WEIGHTS),
  '/host/labels.json': page,
  '/host/preprocess.json': (response) => response.writeHead(410).end(),
  '/cut/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/cut/preprocess.json': (response) => response.end('{"inputSize": 4'),
  '/unfit/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/unfit/preprocess.json': (response) => response.end('{"inputSize": 7}'),
  '/misnamed/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/misnamed/labels.json': (response) => response.end('[1, 2]'),
  '/busy/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/busy/preprocess.json': (response) => response.writeHead(503).end(),
  '/kept/model.json': (response) => response.writeHead(403).end(),
  '/keptWeights/model.json': (response) => response.end(JSON.stringify(MODEL)),
  '/keptWeights/weights.bin': (response) => response.writeHead(403).end(),
  '/failing/model.json': (response) => response.writeHead(503, 'Service Unavailable').end(),
};

const asked: string[] = [];
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url!, 'http://localhost');
  asked.push(pathname);
  const answer = ANSWERS[pathname];
  if (answer) answer(response);
  else response.writeHead(404).end('not found');
});
let origin: string;

beforeAll(async () => {
  await tf.setBackend('cpu');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('loadModel', () => {
  it.each([
    ['a folder', '/good'],
    ['a folder with a slash', '/good/'],
    ['a model.json', '/good/model.json'],
    ['a model.json with a query', '/good/model.json?key=1'],
    ['a model.json by another name', '/named/tiny.json'],
  ])('takes the address of %s', async (_, path) => {
    const model = await loadModel(origin + path);
    expect(model.layers.map(({ name }) => name)).toEqual(['conv1']);
    model.dispose();
  });

  it.each([
    ['a missing model', '/nowhere', '/nowhere/model.json: the server has no such file (404)'],
    ['an HTML page', '/page', 'model.json is an HTML page'],
    ['missing weights', '/weightless', 'weights file weights.bin is missing'],
    ['an HTML page for weights', '/paged', '/paged/weights.bin is an HTML page'],
    ['a model that is kept', '/kept', '/kept/model.json: the server answered 403 Forbidden'],
    ['weights that are kept', '/keptWeights', '/weights.bin: the server answered 403 Forbidden'],
    [
      'truncated weights',
      '/short',
      'weights.bin: 10 bytes of weights, but model.json describes 16',
    ],
    ['a broken connection', '/broken', '/broken/model.json cannot be fetched'],
    ['a failing server', '/failing', '/failing/model.json: the server answered 503 Service Unav'],
  ])('says what is wrong with %s', async (_, path, message) => {
    await expect(loadModel(origin + path)).rejects.toThrow(message);
  });

  it.each([
    [
      'keeps them to itself',
      '/private',
      [
        'goes without preprocess.json: ORIGIN/private/preprocess.json: the server answered 401 Unauthorized',
        'goes without labels.json: ORIGIN/private/labels.json: the server answered 403 Forbidden',
      ],
    ],
    [
      'sends a page in their place, or has them no longer',
      '/host',
      [
        'goes without preprocess.json: ORIGIN/host/preprocess.json: the server answered 410 Gone',
        'goes without labels.json: ORIGIN/host/labels.json is an HTML page, which servers send for addresses that they do not know; check the address',
      ],
    ],
    ['has none', '/good', []],
  ])(
    'goes without the files beside a model where a server %s, and notes it',
    async (_, path, notes) => {
      const model = await loadModel(origin + path);
      expect(model.labels).toEqual([]);
      expect(model.preprocess.inputSize).toBe(4);
      const expected = notes.map((note) => note.replace('ORIGIN', origin));
      const unsaid = expect.stringMatching(/^says nowhere how pixels become its input/) as string;
      expect(model.notes).toEqual([...expected, unsaid]);
      model.dispose();
    },
  );

  it.each([
    ['is cut off', '/cut', 'preprocess.json is not valid JSON'],
    ['does not fit', '/unfit', 'preprocess.json: inputSize is 7; expected 4'],
    ['names classes by numbers', '/misnamed', 'labels.json: entry 0 is neither a name nor'],
    ['the server fails to give', '/busy', 'preprocess.json: the server answered 503'],
  ])(
    'says of a file beside the model that %s what is wrong, before it fetches weights',
    async (_, path, message) => {
      await expect(loadModel(origin + path)).rejects.toThrow(message);
      expect(asked).not.toContain(`${path}/weights.bin`);
    },
  );

  it.each([
    ['is silent', '/silent', 1],
    ['stalls in the middle', '/stalled', 2],
  ])('gives up a server that %s', async (_, path, times) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const clock = vi.spyOn(globalThis, 'setTimeout');
    const asked = once(server, 'request');
    const loading = loadModel(origin + path);
    const given = expect(loading).rejects.toThrow(
      `${path}/model.json: the server sent nothing for 30 s`,
    );
    await asked;
    // The clock is set anew by what arrives.
    const set = () => clock.mock.calls.filter(([, delay]) => delay === PATIENCE).length;
    await expect.poll(set).toBe(times);
    vi.advanceTimersByTime(PATIENCE);
    await given;
  });

  it('says which host is out of reach', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(loadModel(`http://127.0.0.1:${port}/x`)).rejects.toThrow(
      `http://127.0.0.1:${port}/x/model.json cannot be fetched`,
    );
  });

  it('stops when it is aborted, with the reason given', async () => {
    const controller = new AbortController();
    const loading = loadModel(`${origin}/silent`, { signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(loading).rejects.toThrow('changed my mind');
  });
});
