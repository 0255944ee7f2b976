import { readResults, type CorrespondResults } from '@deconv/results';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, saveModel } from './support.js';

let folder: string;
const path = (...parts: string[]): string => join(folder, ...parts);

/** Noise that no other number gives. */
function noise(i: number, width = 16, height = 16): Sharp {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, j) => ((i + 1) * j * j) % 251);
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Saves landmarks under a name. */
async function mark(name: string, images: Record<string, unknown>): Promise<string> {
  await writeFile(path(name), JSON.stringify({ note: 'by eye', images }));
  return path(name);
}

const middle = { eye: [0.5, 0.5] };
let landmarks: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-correspond-'));
  await mkdir(path('model'));
  await mkdir(path('faces', 'more'), { recursive: true });
  await saveModel(path('model'));
  // Numbers so small that the answers are no certainties.
  const preprocess = { channelOrder: 'BGR', meanSubtract: [120, 110, 100], scale: 0.004 };
  await writeFile(path('model', 'preprocess.json'), JSON.stringify(preprocess));
  for (let i = 0; i < 4; i++)
    await noise(i)
      .png()
      .toFile(path('faces', `${i}.png`));
  const marks = { eye: [0.3, 0.4], nose: [0.6, 0.7], frontality: 'frontal', seen: [1] };
  landmarks = await mark('landmarks.json', {
    '0.png': marks,
    '1.png': marks,
    '2.png': { ...marks, eye: [0.1, 1] },
    '3.png': { nose: [0.4, 0.6] },
  });
});
afterAll(() => rm(folder, { recursive: true }));

const correspond = (...args: string[]) => run('correspond', path('model'), ...args);

async function found(...args: string[]): Promise<CorrespondResults> {
  const { code, stdout, stderr } = await correspond(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return readResults(stdout) as CorrespondResults;
}

describe('deconv correspond', () => {
  test('finds parts and controls, in all layers, by both counts', async () => {
    const marked = ['--landmarks', landmarks, '--layers', 'conv1,prob'];
    const results = await found(path('faces'), ...marked, '--size', '5', '--draws', '3');
    expect(results).toMatchObject({
      probe: 'correspond',
      data: { name: 'faces', images: 4, skipped: [] },
      options: { size: 5, draws: 3, seed: 0, fill: 'mean', landmarks: 'landmarks.json' },
      skippedParts: [],
    });
    const pairs = Object.entries(results.parts).map(([part, layers]) => [
      part,
      layers['conv1']!.all.pairs,
      layers['prob']!.all.pairs,
    ]);
    expect(pairs).toEqual([
      ['eye', 3, 3],
      ['nose', 6, 6],
      ['random', 18, 18],
      ['random shared', 18, 18],
    ]);
    for (const layers of Object.values(results.parts))
      expect(layers['conv1']!.active!.mean).toBeGreaterThan(layers['conv1']!.all.mean);
  });

  test('compares what classify answers for the images, and for an image of which nothing else is seen', async () => {
    const plain = path('plain.png');
    const background = { r: 10, g: 200, b: 30 };
    await sharp({ create: { width: 16, height: 16, channels: 3, background } })
      .png()
      .toFile(plain);
    // All but the edges is noise, and these have the mask's colour: wherever the mask lies, it covers what is left.
    await mkdir(path('edged'));
    const files = [0, 1, 2, 3].map((i) => path('edged', `${i}.png`));
    for (const [i, file] of files.entries()) {
      const inner = await noise(i).extract({ left: 1, top: 1, width: 14, height: 14 }).toBuffer();
      const edge = { top: 1, bottom: 1, left: 1, right: 1, background };
      await sharp(inner, { raw: { width: 14, height: 14, channels: 3 } })
        .extend(edge)
        .png()
        .toFile(file);
    }
    const { stdout } = await run('classify', path('model'), ...files, plain, '--json');
    const { results } = JSON.parse(stdout) as {
      results: { predictions: { index: number; probability: number }[] }[];
    };
    const answers = results.map(({ predictions }) =>
      [0, 1, 2].map((index) => predictions.find((each) => each.index === index)!.probability),
    );
    const masked = answers.pop()!;
    const signs = answers.map((answer) => answer.map((value, i) => Math.sign(value - masked[i]!)));
    const changes: number[] = [];
    for (const [i, a] of signs.entries())
      for (const b of signs.slice(i + 1))
        changes.push(a.filter((sign, at) => sign !== b[at]).length / 3);
    const mean = changes.reduce((sum, value) => sum + value, 0) / changes.length;
    expect(mean).toBeGreaterThan(0);

    const all = await mark('all.json', Object.fromEntries(files.map((file) => [file, middle])));
    const named = await readFile(all, 'utf8');
    await writeFile(all, named.replaceAll(`${path('edged')}/`, ''));
    const options = ['--size', '15', '--fill', '10,200,30', '--draws', '2'];
    const { parts } = await found(...files, '--landmarks', all, '--layers', 'prob', ...options);
    for (const part of ['eye', 'random', 'random shared']) {
      expect(parts[part]!['prob']!.all.mean).toBeCloseTo(mean, 10);
      expect(parts[part]!['prob']!.active!.mean).toBeCloseTo(mean, 10);
    }
  });

  test('finds no change between copies of an image', async () => {
    await mkdir(path('copies'));
    for (const name of ['a.png', 'b.png', 'c.png'])
      await noise(7).png().toFile(path('copies', name));
    const marks = await mark('copies.json', { 'a.png': middle, 'b.png': middle, 'c.png': middle });
    const { parts } = await found(path('copies'), '--landmarks', marks, '--layers', 'conv1');
    const none = { mean: 0, sd: 0, interval: [0, 0] };
    expect(parts['eye']!['conv1']).toMatchObject({ all: none, active: none });
    expect(parts['random shared']!['conv1']!.all.mean).toBe(0);
    expect(parts['random']!['conv1']!.active!.mean).toBeGreaterThan(0);
  });

  test('gives the same for a seed, and other controls for another', async () => {
    const asked = [path('faces'), '--landmarks', landmarks, '--layers', 'conv1'];
    const [first, again, other] = [
      await found(...asked),
      await found(...asked),
      await found(...asked, '--seed', '1'),
    ];
    expect(again).toEqual(first);
    const means = ({ parts }: CorrespondResults) =>
      Object.values(parts).map((layers) => layers['conv1']!.all.mean);
    expect(means(other).slice(0, 2)).toEqual(means(first).slice(0, 2));
    expect(means(other)[2]).not.toBe(means(first)[2]);
  });

  test('skips images without landmarks or that cannot be read, and says so', async () => {
    await noise(5)
      .png()
      .toFile(path('faces', 'more', '5.png'));
    await noise(6)
      .png()
      .toFile(path('faces', 'more', '6.png'));
    await writeFile(path('faces', 'more', '8.png'), 'no picture');
    const marks = await mark('some.json', {
      '0.png': middle,
      'more/5.png': middle,
      'more/8.png': middle,
      'gone.png': middle,
      '1.png': { frontality: 'none' },
    });
    const asked = [path('faces'), '--landmarks', marks, '--layers', 'conv1'];
    const { data, parts } = await found(...asked);
    expect(data.images).toBe(7);
    expect(data.skipped.map(({ image }) => image.slice(path('faces').length + 1))).toEqual([
      '1.png',
      '2.png',
      '3.png',
      'more/6.png',
      'more/8.png',
    ]);
    expect(data.skipped[3]!.reason).toContain('6.png" has no landmarks in');
    expect(data.skipped[4]!.reason).toContain('is no image that can be read');
    expect(parts['eye']!['conv1']!.all.pairs).toBe(1);
    const { stdout } = await correspond(...asked);
    expect(stdout).toContain('looked at 2 of 7 images');
    expect(stdout).toContain('1 that the landmarks name are not among them: gone.png');
    await rm(path('faces', 'more'), { recursive: true });
  });

  test('follows the cut to a square, of turned photos too, and leaves out what was cut off', async () => {
    await mkdir(path('wide'));
    for (const [i, name] of ['a.png', 'b.png', 'c.png'].entries())
      await noise(i, 32, 16).png().toFile(path('wide', name));
    // Stored lying down, to be turned upright: 16 × 32 as it is seen.
    const turned = noise(3, 32, 16).withMetadata({ orientation: 6 });
    await turned.jpeg().toFile(path('wide', 'd.jpg'));
    const marks = await mark('wide.json', {
      'a.png': { nose: [0.1, 0.5], eye: [0.3, 0.1] },
      'b.png': { nose: [0.5, 0.5], eye: [0.7, 0.9] },
      'c.png': { nose: [0.5, 0.5], eye: [0.5, 0.5] },
      'd.jpg': { nose: [0.1, 0.5], eye: [0.5, 0.1] },
    });
    const asked = [path('wide'), '--landmarks', marks, '--layers', 'conv1'];
    const cut = await found(...asked);
    expect(cut.skippedParts.map(({ image, part }) => [image, part])).toEqual([
      [path('wide', 'a.png'), 'nose'],
      [path('wide', 'd.jpg'), 'eye'],
    ]);
    expect(cut.skippedParts[0]!.reason).toContain('--fit stretch keeps it');
    expect(cut.parts['nose']!['conv1']!.all.pairs).toBe(3);
    const whole = await found(...asked, '--fit', 'stretch');
    expect([whole.skippedParts, whole.parts['nose']!['conv1']!.all.pairs]).toEqual([[], 6]);
  });

  test('prints a table, and writes document and pictures of the masks', async () => {
    const asked = [
      path('faces'),
      '--landmarks',
      landmarks,
      '--layers',
      'conv1',
      '--layers',
      'pool1',
    ];
    const { code, stdout } = await correspond(...asked, '--out', path('out'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^part +conv1, all +conv1, active +pool1, all +pool1, active$/m);
    expect(stdout).toMatch(/^random shared( +0\.\d{3} ± 0\.\d{3} \[0\.\d{3}, [01]\.\d{3}\]){4}$/m);
    expect(stdout).toContain('a square of 2 pixels');
    expect((await readdir(path('out'))).sort()).toEqual(['masks.png', 'results.json']);
    const results = readResults(await readFile(path('out', 'results.json'), 'utf8'));
    expect(results).toEqual(await found(...asked));
    const { width, height } = await sharp(path('out', 'masks.png')).metadata();
    expect([width, height]).toEqual([2 * 20 + 4 * 16 + 3 * 4, 2 * 20 + 4 * (24 + 16 + 4) - 4]);
  });

  test('draws frames where the masks are', async () => {
    const asked = [path('faces'), '--landmarks', landmarks, '--layers', 'conv1', '--size', '5'];
    await correspond(...asked, '--out', path('drawn'));
    const { data, info } = await sharp(path('drawn', 'masks.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const seen = (left: number, top: number): number[] => [
      ...data.subarray(3 * (top * info.width + left), 3 * (top * info.width + left) + 3),
    ];
    // The eye of the first image lies at 0.3 · 16, 0.4 · 16; the square begins at 2.3, 3.9, and so at pixel 2, 4.
    const [left, top] = [20 + 2, 20 + 24 + 4];
    expect(seen(left, top)).toEqual([0, 0, 0]);
    expect(seen(left + 1, top + 1)).toEqual([255, 255, 255]);
    expect(seen(left + 4, top + 4)).toEqual([0, 0, 0]);
    expect(seen(left - 1, top)).not.toEqual([0, 0, 0]);
    // The last image has no eye.
    const original = await noise(3).raw().toBuffer();
    expect(seen(20 + 3 * 20 + 4, 20 + 24 + 7)).toEqual([
      ...original.subarray(3 * (7 * 16 + 4), 3 * (7 * 16 + 4) + 3),
    ]);
  });

  test.each([
    ['--size', '0', '--size is "0"; expected a whole number ≥ 1'],
    ['--size', '16', '--size is "16"; expected less than the image\'s side, 16'],
    ['--draws', '0', '--draws is "0"; expected a whole number ≥ 1'],
    ['--seed', 'x', '--seed is "x"; expected a whole number ≥ 0'],
    ['--fill', 'red', '--fill is "red"; expected grey, mean, or R,G,B'],
    ['--layers', ',', '--layers names nothing'],
  ])('takes %s %s for wrong usage', async (option, value, message) => {
    const layers = option === '--layers' ? [] : ['--layers', 'conv1'];
    const { code, stderr } = await correspond(
      path('faces'),
      '--landmarks',
      landmarks,
      ...layers,
      option,
      value,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test.each([
    ['--layers', 'conv', 'no layer is called "conv"; did you mean "conv1"?'],
    ['--landmarks', 'none.json', 'cannot read the landmarks: ENOENT'],
  ])('fails for %s %s and writes nothing', async (option, value, message) => {
    const asked = { '--layers': 'conv1', '--landmarks': landmarks, [option]: value };
    const out = ['--out', path('never')];
    const { code, stderr } = await correspond(
      path('faces'),
      ...Object.entries(asked).flat(),
      ...out,
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
    expect(existsSync(path('never'))).toBe(false);
  });

  const at = (x: unknown) => ({ images: { '0.png': { eye: x }, '1.png': middle } });
  test.each([
    ['no JSON', '{', 'is not valid JSON'],
    ['a list', '[]', '"images" is missing in'],
    ['null', 'null', '"images" is missing in'],
    [
      'images that are a list',
      '{"images":[]}',
      'expected {"images": {"file.jpg": {"part": [x, y]}}}',
    ],
    ['an image that is none', '{"images":{"0.png":3}}', 'nothing is said of 0.png in'],
    ['pixels', JSON.stringify(at([8, 5])), '"eye" of 0.png'],
    [
      'a part in one image',
      JSON.stringify(at('here')),
      '"eye" can be masked in one image; expected two',
    ],
    ['other images', '{"images":{"x.png":{"eye":[0,0]}}}', 'no image has landmarks:'],
    ['no images', '{"images":{}}', 'no image has landmarks:'],
    [
      "a control's name",
      '{"images":{"0.png":{"random":[0,0]}}}',
      'called "random", as a control is',
    ],
  ])('refuses landmarks of %s', async (_, text, message) => {
    const file = path('wrong.json');
    await writeFile(file, text);
    const { code, stderr } = await correspond(
      path('faces'),
      '--landmarks',
      file,
      '--layers',
      'conv1',
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});
