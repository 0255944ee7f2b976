import { identity, input, NetworkBuilder, setPassEngine, type PassEngine } from '@deconv/core';
import { isInstalled } from '@deconv/native/isInstalled';
import type { OccludeResults } from '@deconv/results';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { relativeError } from '../../../libs/core/test/backends.js';
import { chooseBackend } from '../src/backend/backendArguments.js';
import { computedOn } from '../src/backend/computedOn.js';
import { run, saveModel, saveNoise } from './support.js';

const BIN = fileURLToPath(new URL('../bin/deconv.js', import.meta.url));

/** So few images that a test is quick. */
const FEW = ['--folds', '2', '--test', '2', '--per-class', '2'];

/** Loaded first, it makes Node find no ONNX Runtime. */
const HIDING = `
  const { _resolveFilename } = require('module');
  require('module')._resolveFilename = function (name, ...rest) {
    if (name !== 'onnxruntime-node') return _resolveFilename.call(this, name, ...rest);
    throw Object.assign(new Error('hidden'), { code: 'MODULE_NOT_FOUND' });
  };`;

let folder: string;
let photo: string;
const path = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  photo = path('photos', 'photo.png');
  for (const name of ['model', 'photos', 'epochs', 'epochs/1', 'data', 'data/a', 'data/b'])
    await mkdir(path(name));
  for (const name of ['model', 'epochs/1']) await saveModel(path(name));
  const preprocess = JSON.stringify({ scale: 0.004 });
  await writeFile(path('model', 'preprocess.json'), preprocess);
  await saveNoise(photo);
  await saveNoise(path('photos', 'other.png'), 20, 24);
  for (const [i, side] of [16, 17, 18, 19, 20, 21, 22, 23].entries())
    await saveNoise(path('data', i % 2 ? 'a' : 'b', `${side}.png`), side, 40 - side);
  const marks = { eye: [0.3, 0.4], nose: [0.6, 0.7] };
  const images = { 'photo.png': marks, 'other.png': marks };
  await writeFile(path('landmarks.json'), JSON.stringify({ note: 'by eye', images }));
});
afterEach(() => setPassEngine(undefined));
afterAll(() => rm(folder, { recursive: true }));

let outs = 0;

/** What a command prints as JSON on one backend. @param asked of which `OUT` stands for a folder that is not there yet */
async function on(backend: string, asked: readonly string[]): Promise<unknown> {
  const out = path(`out-${++outs}`);
  const args = asked.map((arg) => arg.replace('OUT', out).replace('AT', folder));
  const { code, stdout, said } = await run(...args, '--json', '--backend', backend);
  expect(code, said).toBe(0);
  return JSON.parse(stdout.replaceAll(out, 'OUT'));
}

/** Says where two documents differ by more than sums in another order may. */
function differences(own: unknown, its: unknown, at = ''): string[] {
  if (Array.isArray(own) && own.length && own.every((each) => typeof each === 'number')) {
    const close = relativeError(own, its as number[]) < 1e-4;
    return close ? [] : [at];
  }
  if (typeof own === 'number') {
    const [a, b] = [own, its as number];
    return Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b)) + 1e-6 ? [] : [at];
  }
  if (typeof own !== 'object' || own === null) return own === its ? [] : [at];
  const [a, b] = [own, its] as Record<string, unknown>[];
  const keys = new Set([...Object.keys(a!), ...Object.keys(b!)]);
  return [...keys].flatMap((key) => differences(a![key], b![key], `${at}/${key}`));
}

if (!isInstalled()) console.warn('onnxruntime-node is not installed: tests of it are skipped');

describe.skipIf(!isInstalled())('--backend native', () => {
  it.each<[string[]]>([
    [['classify', 'AT/model', 'AT/photos']],
    [['project', 'AT/model', 'AT/photos/photo.png', '--layer', 'pool1', '--control', 'cascade']],
    [['top', 'AT/model', 'AT/photos', '--layer', 'conv1', '--out', 'OUT']],
    [['top', 'AT/model', 'AT/data', '--layer', 'pool1', '--threads', '2', '--out', 'OUT']],
    [['occlude', 'AT/model', 'AT/photos/photo.png', '--size', '4', '--naive']],
    [['invariance', 'AT/model', 'AT/photos', '--transform', 'rotate', '--layers', 'conv1,prob']],
    [['attribute', 'AT/model', 'AT/photos', '--steps', '5']],
    [['attribute', 'AT/model', 'AT/photos', '--method', 'grad-cam', '--layer', 'conv1']],
    [
      [
        'correspond',
        'AT/model',
        'AT/photos',
        '--landmarks',
        'AT/landmarks.json',
        '--layers',
        'conv1,prob',
      ],
    ],
    [['diagnose', 'AT/model', '--images', 'AT/photos']],
    [['evolution', 'AT/epochs', 'AT/photos', '--layers', 'conv1', '--out', 'OUT']],
    [['transfer', 'AT/model', 'AT/data', '--layer', 'pool1', ...FEW, '--cache', 'OUT']],
    [['layers', 'AT/model', 'AT/data', ...FEW, '--cache', 'OUT']],
    [['inspect', 'AT/model', '--images', 'AT/photos']],
  ])('%j tells what it tells on wasm, and what computed', async (asked) => {
    const [own, its] = [await on('native', asked), await on('wasm', asked)];
    const found = differences(own, its).filter((at) => at !== '/backend');
    expect(found).toEqual([]);
    if (asked[0] === 'inspect') return;
    expect(own).toHaveProperty(
      'backend',
      expect.stringMatching(/^native \(ONNX Runtime [\d.]+, cpu\)$/),
    );
    expect(its).toHaveProperty('backend', 'wasm');
  });

  it('is what computes unless something else is asked for', async () => {
    const { stdout, said } = await run('classify', path('model'), photo, '--json');
    expect(JSON.parse(stdout)).toHaveProperty('backend', expect.stringMatching(/^native/));
    expect(said).toBe('');
    setPassEngine(undefined);
    const plain = await run(
      'project',
      path('model'),
      photo,
      '--layer',
      'conv1',
      '--backend',
      'wasm',
    );
    expect(plain.stdout).toContain('(deconvnet, on wasm)');
  });

  it('computes a report in which each part names it', async () => {
    const sections = ['--sections', 'filters,top,answers'];
    const asked = ['report', path('model'), '--images', path('photos'), '--out', path('report')];
    const { code, said } = await run(...asked, ...sections, '--backend', 'native');
    expect(code, said).toBe(0);
    const files = await readdir(path('report'), { recursive: true });
    const texts = await Promise.all(
      files
        .filter((file) => file.endsWith('.json'))
        .map((file) => readFile(path('report', file), 'utf8')),
    );
    const named = texts.flatMap((text) => /"backend": ?"([^"]*)"/.exec(text)?.[1] ?? []);
    expect(named.length).toBeGreaterThan(0);
    for (const each of named) expect(each).toMatch(/^native/);
  });

  it('slides a square, and computes what it changes to the numbers of wasm', async () => {
    const asked = ['occlude', 'AT/model', 'AT/photos/photo.png', '--size', '4'];
    const [own, its] = [await on('native', asked), await on('wasm', asked)];
    const found = differences(own, its).filter((at) => at !== '/backend');
    expect(found.filter((at) => at !== '/macs/executed')).toEqual([]);
    const { macs } = own as OccludeResults;
    expect(macs.executed).toBeLessThan(macs.naive);
  });

  it('leaves nothing behind, neither where one stands nor at home', async () => {
    const [here, home] = [path('here'), path('home')];
    for (const each of [here, home]) await mkdir(each);
    const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, ORT_DISABLE_TELEMETRY: '0' };
    // There it is silent of itself.
    delete env.CI;
    const asked = [BIN, 'classify', path('model'), photo, '--backend', 'native'];
    const options = { cwd: here, env };
    await promisify(execFile)(process.execPath, asked, options);
    expect([await readdir(here), await readdir(home)]).toEqual([[], []]);
  });

  it('names the devices there are, where the one that is asked for is not', async () => {
    const asked = ['classify', path('model'), photo];
    const missing = await run(
      ...asked,
      '--device',
      process.platform === 'win32' ? 'coreml' : 'dml',
    );
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/ONNX Runtime has no ".*" on this machine; expected .*cpu/);
    const other = await run(...asked, '--device', 'cpu', '--backend', 'wasm');
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('--backend native')]);
    const none = await run(...asked, '--device', 'abacus');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('expected cpu, cuda')]);
  });
});

describe('what documents say computed', () => {
  const shape = { height: 2, width: 2, channels: 1 };
  /** A network of one op; its engine can hold whole maps, or parts, or neither. */
  function named(whole: boolean, parts: boolean, inParts: boolean): string {
    const builder = new NetworkBuilder();
    builder.add('same', identity('Same', shape), [builder.add('input', input(shape), [])]);
    const engine: Partial<PassEngine> = { holds: () => whole, holdsParts: () => parts };
    setPassEngine(engine as PassEngine);
    return computedOn('native', builder.build(1), inParts);
  }

  it.each([
    [true, true, true, 'native'],
    [true, false, false, 'native'],
    [true, false, true, 'native and wasm'],
    [false, false, false, 'native and wasm'],
  ])('whole maps there: %s, parts: %s, needed: %s', (whole, parts, inParts, expected) => {
    expect(named(whole, parts, inParts)).toBe(expected);
  });

  it('is what was started, where no other engine was', () => {
    expect(computedOn('cpu', new NetworkBuilder().build(undefined))).toBe('cpu');
  });
});

describe('where ONNX Runtime is not installed', () => {
  it('commands run on wasm and say so; native is refused with what to do', async () => {
    const hidden = path('hidden.cjs');
    await writeFile(hidden, HIDING);
    const started = (...args: string[]) =>
      promisify(execFile)(process.execPath, [
        '--require',
        hidden,
        BIN,
        'classify',
        path('model'),
        photo,
        ...args,
      ]);
    const { stdout, stderr } = await started();
    expect(stdout).toContain('photo.png');
    expect(stderr).toContain('computing on wasm; npm install onnxruntime-node');
    await expect(started('--backend', 'native')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('which is not installed; install it beside deconv') as string,
    });
  });

  /** What is chosen, and what is said. */
  function chosen(asked: Parameters<typeof chooseBackend>[0]) {
    let said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
    const { backend } = chooseBackend(asked, () => false);
    vi.restoreAllMocks();
    return [backend, said];
  }

  it('wasm computes, and one line says what would be faster', () => {
    const [backend, said] = chosen({});
    expect(backend).toBe('wasm');
    expect(said).toMatch(/^computing on wasm; npm install onnxruntime-node .*\n$/);
  });

  it('says nothing beside JSON, nor where wasm was asked for', () => {
    expect(chosen({ json: true })).toEqual(['wasm', '']);
    expect(chosen({ backend: 'wasm' })).toEqual(['wasm', '']);
  });
});
