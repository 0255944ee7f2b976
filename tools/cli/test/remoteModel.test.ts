import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run, saveModel } from './support.js';

let folder: string;
let server: Server;
let weights: string;
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-remote-'));
  await saveModel(folder);
  const json = await readFile(join(folder, 'model.json'), 'utf8');
  const bytes = await readFile(join(folder, 'weights.bin'));
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url.endsWith('model.json')) response.end(json.replace('weights.bin', weights));
    else if (url.includes('weights')) response.end(bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const inspect = (name: string): ReturnType<typeof run> => {
  weights = name;
  asked.length = 0;
  const { port } = server.address() as AddressInfo;
  return run('inspect', `http://localhost:${port}/models/net/model.json`);
};

test('a model on a server names weights in its folder', async () => {
  expect(await inspect('parts/weights.bin')).toMatchObject({ code: 0, stderr: '' });
  expect(asked.filter((url) => url.includes('weights'))).toEqual(['/models/net/parts/weights.bin']);
});

test.each([
  '../weights.bin',
  '%2e%2e/weights.bin',
  '.%2E%2fweights.bin',
  '%252e%252e/weights.bin',
  'parts/%2e%2e/%2e%2e/weights.bin',
  '/weights.bin',
  '//localhost/weights.bin',
])('a model on a server that names %s asks for nothing', async (name) => {
  const { code, stderr } = await inspect(name);
  expect([code, stderr]).toEqual([1, expect.stringContaining('model.json names "')]);
  expect(asked.filter((url) => url.includes('weights'))).toEqual([]);
});
