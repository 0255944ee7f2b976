import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { knownModel, readKnown, type KnownModel } from '../../src/known/index.js';
import { readOnnx } from '../../src/onnx/index.js';
import { smallOnnx } from '../hub/smallNetwork.js';

const BYTES = smallOnnx();
const ANSWERS: Record<string, Uint8Array> = {
  '/model.onnx': BYTES,
  '/other.onnx': BYTES.toReversed(),
  '/short.onnx': BYTES.subarray(1),
};

let server: Server;
let asked: string[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  asked = [];
});
beforeAll(async () => {
  await tf.setBackend('cpu');
  server = createServer(({ url }, response) => {
    asked.push(url!);
    const answer = ANSWERS[url!];
    response.writeHead(answer ? 200 : 404).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(() => server.close());

/** A small network that a server nearby has at these paths, or has not. */
function known(...paths: string[]): KnownModel {
  const { port } = server.address() as AddressInfo;
  return {
    ...knownModel('squeezenet1.1'),
    addresses: paths.map((path) => `http://localhost:${port}${path}`),
    bytes: BYTES.length,
    sha256: createHash('sha256').update(BYTES).digest('hex'),
    preprocess: { inputSize: 32, channelOrder: 'BGR', meanSubtract: [0, 0, 0], scale: 1 },
    labels: ['tench', 'church', 'parachute'],
  };
}

it('is read with its preprocessing and names, from the first address that has it', async () => {
  const heard: [number, string][] = [];
  const onProgress = (fraction: number, message: string) => heard.push([fraction, message]);
  const model = await readKnown(
    known('/gone.onnx', '/other.onnx', '/model.onnx'),
    { onProgress },
    readOnnx,
  );
  expect(model.labels).toEqual(['tench', 'church', 'parachute']);
  expect(model.preprocess).toMatchObject({ inputSize: 32, channelOrder: 'BGR', scale: 1 });
  expect(model.notes).toEqual([]);
  expect(heard[0]).toEqual([
    0,
    expect.stringMatching(/^downloading squeezenet1.1, \d+\.\d MB, from localhost:/),
  ]);
  expect(heard.at(-1)![0]).toBe(1);
  model.dispose();
});

it('is refused where no address has this very file, and each is named', async () => {
  const asked = readKnown(known('/gone.onnx', '/other.onnx', '/short.onnx'), {}, readOnnx);
  const error = await asked.catch((thrown: unknown) => thrown as Error);
  const { message } = error as Error;
  expect(message).toMatch(/^squeezenet1.1 cannot be downloaded: /);
  expect(message).toMatch(/gone.onnx: there is no such file any more \(404\)/);
  expect(message).toMatch(/other.onnx has the checksum [0-9a-f]{64}; Deconv lists/);
  expect(message).toMatch(/short.onnx came as \d+ bytes; Deconv lists \d+/);
});

it('stops where it is aborted, and asks no further address', async () => {
  const signal = AbortSignal.abort(new Error('left'));
  await expect(readKnown(known('/gone.onnx', '/model.onnx'), { signal }, readOnnx)).rejects.toThrow(
    'left',
  );
});

/** What a browser keeps for a page, by address. */
function browserCache(): Map<string, Response> {
  const kept = new Map<string, Response>();
  const cache = {
    match: (address: string) => Promise.resolve(kept.get(address)?.clone()),
    put: (address: string, response: Response) => Promise.resolve(void kept.set(address, response)),
  };
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  return kept;
}

it('is kept in a browser, and asked for once', async () => {
  browserCache();
  for (let time = 0; time < 2; time++) {
    const heard: string[] = [];
    const onProgress = (_: number, message: string) => heard.push(message);
    const model = await readKnown(known('/model.onnx'), { onProgress }, readOnnx);
    expect(model.labels).toHaveLength(3);
    expect(heard.some((message) => message.startsWith('downloading'))).toBe(time === 0);
    model.dispose();
  }
  expect(asked).toEqual(['/model.onnx']);
});

it('is fetched again where what is kept is another file', async () => {
  const kept = browserCache();
  const model = known('/model.onnx');
  kept.set(model.addresses[0]!, new Response(BYTES.toReversed()));
  (await readKnown(model, {}, readOnnx)).dispose();
  expect(asked).toEqual(['/model.onnx']);
  const content = await kept.get(model.addresses[0]!)!.arrayBuffer();
  expect(new Uint8Array(content)).toEqual(BYTES);
});

it('is read where a browser lets nothing be kept', async () => {
  vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('', 'SecurityError')) });
  (await readKnown(known('/model.onnx'), {}, readOnnx)).dispose();
  expect(asked).toEqual(['/model.onnx']);
});

it('is named, or those that are known are told', () => {
  expect(() => knownModel('nonesuch\u001b[2J')).toThrow(
    /no known network; there are zfnet512, alexnet/,
  );
  expect(() => knownModel('nonesuch\u001b[2J')).not.toThrow('\u001b');
});

const LABELS = new URL(
  '../../../../../shared/models/squeezenet11-imagenet/labels.json',
  import.meta.url,
);

it.skipIf(!existsSync(LABELS))('names classes in the order of its outputs', () => {
  const labels = JSON.parse(readFileSync(LABELS, 'utf8')) as { index: number; name: string }[];
  const { labels: ours } = knownModel('squeezenet1.1');
  expect(ours).toHaveLength(labels.length);
  const spelt = labels.filter(({ index, name }) => ours[index] !== name);
  // A space is all that the two sources differ in.
  expect(spelt.map(({ index }) => [index, ours[index]])).toEqual([[107, 'jelly fish']]);
});
