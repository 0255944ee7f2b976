import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, test, vi } from 'vitest';
import { smallOnnx } from '../../../libs/models/test/hub/smallNetwork.js';
import {
  commitOf,
  startHub,
  type Fault,
  type Repository,
} from '../../../libs/models/test/hub/startHub.js';
import { run, saveModel, saveNoise } from './support.js';

const CONFIG = JSON.stringify({ id2label: { 0: 'tench', 1: 'church', 2: 'parachute' } });
const PROCESSOR = JSON.stringify({
  do_normalize: false,
  do_rescale: true,
  rescale_factor: 1 / 255,
});
const whole: Repository = {
  files: {
    'config.json': CONFIG,
    'preprocessor_config.json': PROCESSOR,
    'onnx/model.onnx': smallOnnx(),
    'onnx/model_quantized.onnx': 'x',
  },
  revisions: ['refs/pr/1'],
};
const repositories: Record<string, Repository> = {
  'somebody/whole': whole,
  'somebody/gated': { ...whole, token: 'hf_secret' },
};

let folder: string;
let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-hub-'));
  await saveNoise(join(folder, 'noise.png'), 32, 32);
  await saveModel(folder);
  const json = await readFile(join(folder, 'model.json'), 'utf8');
  const weights = await readFile(join(folder, 'weights.bin'));
  const labels = 'config.json';
  repositories['somebody/layers'] = {
    files: { 'model.json': json, 'weights.bin': weights, [labels]: CONFIG },
  };
  hub = await startHub(repositories);
});
afterAll(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

/** The cache of one test. */
let cache: string;
beforeEach(async () => {
  hub.asked.length = 0;
  hub.faults.clear();
  cache = await mkdtemp(join(folder, 'cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('HF_TOKEN', '');
  vi.stubEnv('HF_HUB_OFFLINE', '');
  vi.stubEnv('DECONV_HUB_COMMITS', '');
  return () => vi.unstubAllEnvs();
});

/** A command in a process of its own would not know what an earlier one found. */
const command = (...args: string[]): ReturnType<typeof run> => {
  vi.stubEnv('DECONV_HUB_COMMITS', '');
  return run(...args);
};
const kept = (repository = whole) =>
  join(cache, 'deconv/hub/somebody/whole', commitOf(repository), 'files/onnx');
const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
const fromStorage = () => hub.asked.filter(({ host }) => host === 'storage');

test('a network on the Hub is downloaded once, its size said before, and classifies by its names', async () => {
  const args = ['classify', 'hf:somebody/whole', join(folder, 'noise.png'), '--json'];
  const first = await command(...args);
  expect(first.code).toBe(0);
  const size = (smallOnnx().length / 1e6).toFixed(1);
  expect(first.said).toContain(
    `downloading hf:somebody/whole at ${commitOf(whole).slice(0, 7)}: onnx/model.onnx, ${size} MB`,
  );
  expect(first.said).toContain('note: the model is read from onnx/model.onnx; passed over');
  const { results } = JSON.parse(first.stdout) as {
    results: { predictions: { label: string }[] }[];
  };
  const labels = results[0]!.predictions.map(({ label }) => label);
  expect([...labels].sort()).toEqual(['church', 'parachute', 'tench']);
  const downloads = fromStorage().length;
  const second = await command(...args);
  expect([second.code, second.stdout]).toEqual([0, first.stdout]);
  expect(second.said).not.toContain('downloading');
  expect(fromStorage()).toHaveLength(downloads);
  expect(await readdir(kept())).toEqual(['model.onnx']);
});

test('project and inspect take a network on the Hub, at another revision and as layers', async () => {
  const out = join(folder, 'out.png');
  const args = ['project', 'hf:somebody/whole@refs/pr/1', join(folder, 'noise.png')];
  const project = await command(...args, '--layer', 'second', '--out', out);
  expect([project.stderr, project.code]).toEqual(['', 0]);
  expect((await stat(out)).size).toBeGreaterThan(0);
  const { code, stdout } = await command('inspect', 'hf:somebody/layers');
  expect([code, stdout]).toEqual([0, expect.stringContaining('conv1')]);
});

test('a report is made of a network on the Hub', async () => {
  const out = join(folder, 'report');
  const images = ['--images', join(folder, 'noise.png')];
  const report = await command(
    'report',
    'hf:somebody/whole',
    ...images,
    '--sections',
    'model',
    '--out',
    out,
  );
  expect([report.stderr, report.code]).toEqual(['', 0]);
  const page = await readFile(join(out, 'index.html'), 'utf8');
  expect(page).toContain('second');
});

test('a download that broke goes on where it was', async () => {
  hub.faults.set('onnx/model.onnx', 'cut');
  const part = join(kept(), 'model.onnx.download');
  hub.hooks.beforeCut = () => expect.poll(() => sizeOf(part)).toBeGreaterThan(0);
  const broken = await command('inspect', 'hf:somebody/whole');
  expect([broken.code, broken.stderr]).toEqual([
    1,
    expect.stringContaining('cannot be downloaded'),
  ]);
  const size = await sizeOf(part);
  expect(size).toBeGreaterThan(0);
  hub.faults.clear();
  expect((await command('inspect', 'hf:somebody/whole')).code).toBe(0);
  expect(fromStorage().map(({ range }) => range)).toEqual([undefined, `bytes=${size}-`]);
  expect(await readdir(kept())).toEqual(['model.onnx']);
  expect(Buffer.compare(await readFile(join(kept(), 'model.onnx')), smallOnnx())).toBe(0);
});

it.each<[Fault, string]>([
  ['pointer', 'it is a pointer of Git LFS'],
  ['short', 'the model has'],
  ['other', 'so it is not the file that was published'],
  ['rate', '429 Too Many Requests, for it is asked too often; try again in 30 s'],
  ['busy', 'the server answered 503'],
])('keeps nothing of a file that comes with the fault “%s”', async (fault, message) => {
  hub.faults.set('onnx/model.onnx', fault);
  const { code, stderr } = await command('inspect', 'hf:somebody/whole');
  expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  expect(await readdir(kept())).toEqual([]);
});

test('a gated network is told how to get, and downloaded with a token that no other host sees', async () => {
  const refused = await command('inspect', 'hf:somebody/gated');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('answered 401 Unauthorized; for a gated network, accept its');
  hub.asked.length = 0;
  vi.stubEnv('HF_TOKEN', 'hf_secret');
  const taken = await command('inspect', 'hf:somebody/gated');
  expect(taken.code).toBe(0);
  expect(taken.said).not.toContain('hf_secret');
  expect(fromStorage().map(({ authorization }) => authorization)).toEqual([undefined]);
  const onHub = hub.asked.filter(({ host }) => host === 'hub');
  expect(new Set(onHub.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer hf_secret']),
  );
});

test('offline, only the cache is read', async () => {
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  const none = await command('inspect', 'hf:somebody/whole');
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('is not in the cache')]);
  expect(hub.asked).toEqual([]);
  vi.stubEnv('HF_HUB_OFFLINE', '');
  await command('inspect', 'hf:somebody/whole');
  hub.asked.length = 0;
  vi.stubEnv('HF_HUB_OFFLINE', '1');
  expect((await command('inspect', 'hf:somebody/whole')).code).toBe(0);
  expect(hub.asked).toEqual([]);
});

test('where the Hub is out of reach, what was downloaded before is used, and that is said', async () => {
  await command('inspect', 'hf:somebody/whole');
  vi.stubEnv('HF_ENDPOINT', 'http://localhost:1');
  const { code, said } = await command('inspect', 'hf:somebody/whole');
  expect([code, said]).toEqual([0, expect.stringContaining('What was downloaded before is used')]);
  const never = await command('inspect', 'hf:somebody/layers');
  expect([never.code, never.stderr]).toEqual([1, expect.stringContaining('cannot be fetched')]);
});

test('a branch that moves gives another network, and threads and commands within one keep theirs', async () => {
  await command('inspect', 'hf:somebody/whole');
  repositories['somebody/whole'] = { files: { ...whole.files, 'config.json': '{"id2label": {}}' } };
  // Within one command nothing is asked for again.
  const { said } = await run('inspect', 'hf:somebody/whole');
  expect(said).not.toContain('downloading');
  const moved = await command('inspect', 'hf:somebody/whole');
  expect(moved.said).toContain(`at ${commitOf(repositories['somebody/whole']).slice(0, 7)}`);
  repositories['somebody/whole'] = whole;
});

test('models lists what is kept, and where', async () => {
  await command('inspect', 'hf:somebody/whole');
  const { stdout } = await command('models', '--json');
  const { cached } = JSON.parse(stdout) as {
    cached: { name: string; commit: string; folder: string; bytes: number }[];
  };
  expect(cached).toEqual([
    {
      name: 'hf:somebody/whole',
      commit: commitOf(whole),
      bytes: smallOnnx().length + CONFIG.length + PROCESSOR.length,
      folder: join(cache, 'deconv/hub/somebody/whole', commitOf(whole)),
    },
  ]);
  expect((await command('models')).stdout).toContain('hf:somebody/whole');
});

test('a network that is larger than allowed is not downloaded', async () => {
  // The command sets it for what it starts; what was there before comes back.
  vi.stubEnv('DECONV_MAX_SIZE', '');
  const { code, stderr } = await command('inspect', 'hf:somebody/whole', '--max-size', '1kB');
  expect([code, stderr]).toEqual([1, expect.stringContaining('larger than 0.001 MB')]);
  expect(fromStorage()).toEqual([]);
});

it.each(['hf:alone', 'hf:../up', 'hf:a/b@../../x'])('%s is refused as a name', async (source) => {
  const { code, stderr } = await command('inspect', source);
  expect([code, stderr]).toEqual([1, expect.stringContaining('expected hf:owner/name')]);
  expect(hub.asked).toEqual([]);
});
