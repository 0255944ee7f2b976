import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { hubAddress, readHub } from '../../src/hub/index.js';
import { readOnnx } from '../../src/onnx/index.js';
import { commitOf, startHub, type Fault, type Repository } from './startHub.js';
import { smallOnnx } from './smallNetwork.js';

const CONFIG = JSON.stringify({ id2label: { 0: 'tench', 1: 'church', 2: 'parachute' } });
/** As transformers writes it for ViT and ResNet. */
const PROCESSOR = JSON.stringify({
  image_processor_type: 'ViTImageProcessor',
  do_normalize: true,
  do_rescale: true,
  do_resize: true,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
  rescale_factor: 0.00392156862745098,
  size: { height: 224, width: 224 },
});
const beside = { 'config.json': CONFIG, 'preprocessor_config.json': PROCESSOR };
const whole: Repository = {
  files: {
    'README.md': '# A network',
    ...beside,
    'onnx/model.onnx': smallOnnx(),
    'onnx/model_quantized.onnx': 'x',
    'onnx/model_fp16.onnx': 'x',
    'onnx/model_q4f16.onnx': 'x',
  },
  revisions: ['v1.0', 'refs/pr/1'],
};
const REPOSITORIES: Record<string, Repository> = {
  'somebody/whole': whole,
  'somebody/gated': { ...whole, token: 'hf_secret' },
  'somebody/root': { files: { 'model.onnx': smallOnnx(), 'model_int8.onnx': 'x' } },
  'somebody/named': { files: { 'resnet50_Opset17.onnx': smallOnnx() } },
  'somebody/reduced': { files: { 'onnx/model_quantized.onnx': 'x', 'onnx/model_uint8.onnx': 'x' } },
  'somebody/several': { files: { 'a.onnx': 'x', 'b.onnx': 'x' } },
  'somebody/none': { files: { 'pytorch_model.bin': 'x', 'config.json': CONFIG } },
  'somebody/leaves': { files: { '../../model.onnx': smallOnnx() } },
};

let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  await tf.setBackend('cpu');
  hub = await startHub(REPOSITORIES);
});
afterAll(() => hub.close());
beforeEach(() => {
  hub.asked.length = 0;
  hub.faults.clear();
});

const read = (source: string, token?: string) =>
  readHub(source, { endpoint: hub.endpoint, token }, {}, readOnnx);

describe('the address of a network on the Hub', () => {
  it.each([
    ['hf:timm/resnet18.a1_in1k', { owner: 'timm', name: 'resnet18.a1_in1k', revision: 'main' }],
    ['hf:a/b@v1.0', { owner: 'a', name: 'b', revision: 'v1.0' }],
    ['hf:a/b@refs/pr/1', { owner: 'a', name: 'b', revision: 'refs/pr/1' }],
  ])('is read of %s', (source, expected) => {
    expect(hubAddress(source)).toEqual(expected);
  });

  it.each([
    'hf:',
    'hf:alone',
    'hf:a/b/c',
    'hf:../b',
    'hf:a/..',
    'hf:a/b@',
    'hf:a/b@../x',
    'hf:a/b?x',
    'hf:a/b@x#y',
    'hf:a/b\u001b[1m',
    'hf:a/b@%2e%2e',
  ])('is refused for %s', (source) => {
    expect(() => hubAddress(source)).toThrow('expected hf:owner/name or hf:owner/name@revision');
  });
});

test('a network is read at one commit, with its names and its preprocessing from the root', async () => {
  const told: string[] = [];
  const model = await readHub(
    'hf:somebody/whole',
    { endpoint: hub.endpoint },
    { onProgress: (_, message) => told.push(message) },
    readOnnx,
  );
  expect(model.labels).toEqual(['tench', 'church', 'parachute']);
  expect(model.preprocessSource).toBe('preprocessor_config.json');
  expect(model.preprocess).toMatchObject({ inputSize: 32, channelOrder: 'RGB' });
  for (const mean of model.preprocess.meanSubtract) expect(mean).toBeCloseTo(127.5);
  expect(model.preprocess.scale).toBeCloseTo(1 / 127.5);
  expect(model.notes).toEqual([
    'is read from onnx/model.onnx; passed over, for their numbers are reduced: onnx/model_quantized.onnx, onnx/model_fp16.onnx, onnx/model_q4f16.onnx',
  ]);
  const size = (smallOnnx().length / 1e6).toFixed(1);
  expect(told.slice(0, 2)).toEqual([
    `asking ${new URL(hub.endpoint).host} for its files`,
    `downloading onnx/model.onnx, ${size} MB`,
  ]);
  const files = hub.asked.filter(({ path }) => path.includes('/resolve/'));
  expect(files.every(({ path }) => path.includes(commitOf(whole)))).toBe(true);
  expect(hub.asked.some(({ path }) => path.includes('quantized'))).toBe(false);
  model.dispose();
});

it.each([
  ['hf:somebody/whole@v1.0', 'first'],
  ['hf:somebody/whole@refs/pr/1', 'first'],
  ['hf:somebody/root', 'first'],
  ['hf:somebody/named', 'first'],
])('%s is read', async (source, layer) => {
  const model = await read(source);
  expect(model.layers[0]!.name).toBe(layer);
  model.dispose();
});

it.each([
  ['hf:somebody/nothing', 'is private or gated, or there is none of the name'],
  ['hf:somebody/whole@v9', 'has no repository or no revision of this name (404)'],
  ['hf:somebody/gated', 'answered 401 Unauthorized; for a gated network, accept its terms'],
  [
    'hf:somebody/reduced',
    'only networks whose numbers are reduced: onnx/model_quantized.onnx, onnx/',
  ],
  ['hf:somebody/several', 'holds several networks, none of them onnx/model.onnx or'],
  ['hf:somebody/none', 'holds no network that is read: pytorch_model.bin, config.json; expected'],
  ['hf:somebody/leaves', 'the Hub names "../../model.onnx"'],
])('of %s it is said what is wrong', async (source, message) => {
  await expect(read(source)).rejects.toThrow(message);
});

it('shows its token to the Hub, and not to the host that it is sent on to', async () => {
  const model = await read('hf:somebody/gated', 'hf_secret');
  model.dispose();
  const shown = (host: string) =>
    new Set(hub.asked.flatMap((asked) => (asked.host === host ? [asked.authorization] : [])));
  expect(shown('hub')).toEqual(new Set(['Bearer hf_secret']));
  expect(shown('storage')).toEqual(new Set([undefined]));
});

it.each<[Fault, string]>([
  ['pointer', 'onnx/model.onnx is a pointer of Git LFS'],
  ['short', `bytes; the Hub lists ${smallOnnx().length}`],
  ['cut', 'cannot be fetched'],
  ['other', 'so it is not the file that was published'],
  [
    'rate',
    'the server answered 429 Too Many Requests, for it is asked too often; try again in 30 s',
  ],
  ['busy', 'the server answered 503'],
])('takes no file that comes with the fault “%s”', async (fault, message) => {
  hub.faults.set('onnx/model.onnx', fault);
  await expect(read('hf:somebody/whole')).rejects.toThrow(message);
});

it('takes no more than is allowed, and asks for none of it', async () => {
  const { Allowance } = await import('../../src/index.js');
  const options = { allowance: new Allowance(1000) };
  await expect(
    readHub('hf:somebody/root', { endpoint: hub.endpoint }, options, readOnnx),
  ).rejects.toThrow('the model is larger than 0.001 MB');
  expect(hub.asked.some(({ host }) => host === 'storage')).toBe(false);
});

it('refuses an address of the Hub that is none', async () => {
  for (const endpoint of ['file:///etc', 'http://user@host', 'huggingface.co'])
    await expect(readHub('hf:a/b', { endpoint }, {}, readOnnx)).rejects.toThrow();
});
