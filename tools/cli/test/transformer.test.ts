import { openRuntime } from '@deconv/native';
import { readResults, type OccludeResults, type TopResults } from '@deconv/results';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockFile } from '../../../libs/models/test/blocks/readBlock.js';
import { run } from './support.js';

const SIDE = 12;
/** Of the last attention but one. */
const LAYER = '/encoder/layers/encoder_layer_0/Add_1';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);
const runtime = await openRuntime();

/** Pixels of 0–255, [height, width, 3]. */
const pixelsOf = (seed: number): Uint8Array =>
  Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => ((i + seed) * 7919) % 256);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-transformer-'));
  await mkdir(path('vit'));
  await writeFile(path('vit', 'model.onnx'), blockFile('vit'));
  await writeFile(
    path('vit', 'preprocess.json'),
    JSON.stringify({ meanSubtract: [127.5, 127.5, 127.5], scale: 1 / 127.5 }),
  );
  for (const [i, name] of ['a/0', 'a/1', 'a/2', 'b/0', 'b/1', 'b/2'].entries()) {
    await mkdir(path('photos', name[0]!), { recursive: true });
    await sharp(pixelsOf(i), { raw: { width: SIDE, height: SIDE, channels: 3 } })
      .png()
      .toFile(path('photos', `${name}.png`));
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** What ONNX Runtime answers by itself to pixels, as probabilities. */
async function probabilities(pixels: Uint8Array): Promise<number[]> {
  const session = await runtime!.InferenceSession.create(blockFile('vit'));
  const size = SIDE * SIDE;
  const planes = Float32Array.from({ length: 3 * size }, (_, i) => {
    return (pixels[(i % size) * 3 + Math.floor(i / size)]! - 127.5) / 127.5;
  });
  const x = new runtime!.Tensor('float32', planes, [1, 3, SIDE, SIDE]);
  const { [session.outputNames[0]!]: output } = await session.run({ [session.inputNames[0]!]: x });
  const exponents = Array.from(output!.data as Float32Array, Math.exp);
  const sum = exponents.reduce((a, b) => a + b);
  return exponents.map((each) => each / sum);
}

/** The same with a grey square. */
function covered(pixels: Uint8Array, top: number, left: number, size: number): Uint8Array {
  return pixels.map((value, i) => {
    const [row, column] = [Math.floor(i / 3 / SIDE), Math.floor(i / 3) % SIDE];
    const inside = row >= top && row < top + size && column >= left && column < left + size;
    return inside ? 128 : value;
  });
}

async function printed(...args: string[]): Promise<string> {
  const [command, ...options] = args;
  const { code, stdout, stderr } = await run(command!, path('vit'), ...options, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('a Vision Transformer', () => {
  it.skipIf(!runtime)('is answered for as by ONNX Runtime itself', async () => {
    const { results } = JSON.parse(await printed('classify', path('photos/a/0.png'))) as {
      results: { predictions: { index: number; probability: number }[] }[];
    };
    const expected = await probabilities(pixelsOf(0));
    for (const { index, probability } of results[0]!.predictions)
      expect(probability).toBeCloseTo(expected[index]!, 5);
  });

  it.skipIf(!runtime)('is occluded as by ONNX Runtime itself', async () => {
    const said = ['--size', '4', '--stride', '4', '--backend', 'wasm'];
    const text = await printed('occlude', path('photos/a/0.png'), ...said);
    const { probability, clean, classIndex } = readResults(text) as OccludeResults;
    const whole = await probabilities(pixelsOf(0));
    const watched = whole.indexOf(Math.max(...whole));
    expect(classIndex).toBe(watched);
    expect(clean.probability).toBeCloseTo(whole[watched]!, 5);
    for (const [r, row] of probability!.entries())
      for (const [c, found] of row.entries()) {
        const expected = await probabilities(covered(pixelsOf(0), r * 4, c * 4, 4));
        expect(found).toBeCloseTo(expected[watched]!, 5);
      }
  });

  it('has strongest units, which gradient projects; other rules are refused by attention', async () => {
    const top = ['top', path('photos'), '--layer', LAYER, '--channels', '0,1'];
    const text = await printed(...top, '--rule', 'gradient', '--out', path('top'));
    const { layers } = readResults(text) as TopResults;
    expect(layers[0]!.maps.map(({ entries }) => entries.length)).toEqual([6, 6]);
    const refused = await run('top', path('vit'), ...top.slice(1), '--out', path('refused'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('multiplies two maps, as attention does');
  });

  it.each([
    ['invariance', '--transform', 'translate-y', '--layers', LAYER],
    ['transfer', '--layer', LAYER, '--per-class', '2', '--folds', '1'],
    ['layers', '--per-class', '2', '--folds', '1'],
  ])('goes through %s', async (command, ...options) => {
    const cache = command === 'invariance' ? [] : ['--cache', path('cache')];
    expect(readResults(await printed(command, path('photos'), ...options, ...cache)).probe).toBe(
      command,
    );
  });

  it('goes through correspond', async () => {
    const eye = { eye: [0.4, 0.4] };
    const landmarks = { images: { '0.png': eye, '1.png': eye } };
    await writeFile(path('landmarks.json'), JSON.stringify(landmarks));
    const said = ['--landmarks', path('landmarks.json'), '--layers', LAYER, '--draws', '2'];
    const text = await printed(
      'correspond',
      path('photos/a/0.png'),
      path('photos/a/1.png'),
      ...said,
    );
    expect(readResults(text).probe).toBe('correspond');
  });

  it('is no image to Grad-CAM where its positions are tokens', async () => {
    const text = await printed('attribute', path('photos/a/0.png'), '--method', 'grad-cam');
    const { options } = readResults(text) as { options: { layer?: string } };
    expect(options.layer).toBe('/conv_proj/Conv');
    const asked = ['--method', 'grad-cam', '--layer', LAYER];
    const refused = await run('attribute', path('vit'), path('photos/a/0.png'), ...asked);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('expected a layer whose places are places of the picture');
  });
});
