import { readResults } from '@deconv/results';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orElse, run, saveModel } from './support.js';

/** That of the network, so that pictures reach it unscaled. */
const SIDE = 16;
let folder: string;
let model: string;
const path = (name: string): string => join(folder, name);

/** A picture without symmetry: red left, blue right, green in one corner; every value a multiple of 51. */
function scene(): Sharp {
  const values = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
    const [row, column, channel] = [Math.floor(i / 3 / SIDE), Math.floor(i / 3) % SIDE, i % 3];
    if (row < 6 && column < 6) return channel === 1 ? 204 : 0;
    return channel === (column < SIDE / 2 ? 0 : 2) ? 255 : 51;
  });
  return sharp(values, { raw: { width: SIDE, height: SIDE, channels: 3 } });
}

/** Probabilities of the classes, by index, for each image. */
async function classify(...images: string[]): Promise<number[][]> {
  const { code, stdout, stderr } = await run('classify', model, ...images, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { results } = JSON.parse(stdout) as {
    results: { image: string; predictions: { index: number; probability: number }[] }[];
  };
  return results.map(({ predictions }) =>
    predictions.sort((a, b) => a.index - b.index).map(({ probability }) => probability),
  );
}

/** Expects two images to look alike to the network, and not like another picture. */
async function expectSame(name: string, like: string, digits = 6): Promise<void> {
  const [actual, expected, mirrored] = await classify(path(name), path(like), path('mirrored.png'));
  expected!.forEach((probability, i) => expect(actual![i]).toBeCloseTo(probability, digits));
  expect(Math.abs(mirrored![0]! - expected![0]!)).toBeGreaterThan(0.01);
}

const project = (image: string, ...more: string[]) =>
  run('project', model, path(image), ...orElse(more, { '--layer': 'conv1' }));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-images-'));
  model = path('model');
  await mkdir(model);
  await saveModel(model);
  // Keeps the classes' probabilities away from 0 and 1, where different pictures would look alike.
  await writeFile(join(model, 'preprocess.json'), JSON.stringify({ scale: 4 / 255 }));
  await scene().png().toFile(path('scene.png'));
  await scene().flop().png().toFile(path('mirrored.png'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an image is seen as it is meant', () => {
  it('grey', async () => {
    await scene().toColourspace('b-w').png().toFile(path('grey.png'));
    expect((await sharp(path('grey.png')).metadata()).channels).toBe(1);
    const { data, info } = await sharp(path('grey.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const three = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
      return data[Math.floor(i / 3) * info.channels]!;
    });
    const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
    await sharp(three, { raw }).png().toFile(path('grey-rgb.png'));
    await expectSame('grey.png', 'grey-rgb.png');
  });

  it('CMYK, as the light that inks leave, without a profile', async () => {
    await scene().toColourspace('cmyk').jpeg({ quality: 100 }).toFile(path('cmyk.jpg'));
    const inks = sharp(path('cmyk.jpg')).pipelineColourspace('cmyk').toColourspace('cmyk');
    const { data, info } = await inks.raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    const light = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => {
      const at = Math.floor(i / 3) * 4;
      return ((255 - data[at + (i % 3)]!) * (255 - data[at + 3]!)) / 255;
    });
    const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
    await sharp(light, { raw }).png().toFile(path('cmyk.png'));
    await expectSame('cmyk.jpg', 'cmyk.png');
  });

  it('16 bits a channel', async () => {
    await scene().toColourspace('rgb16').png().toFile(path('deep.png'));
    expect((await sharp(path('deep.png')).metadata()).depth).toBe('ushort');
    await expectSame('deep.png', 'scene.png');
  });

  it('transparent parts are white, as on a page', async () => {
    const mask = await sharp({
      create: { width: SIDE, height: SIDE, channels: 4, background: '#0000' },
    })
      .composite([
        {
          input: await scene().extract({ left: 3, top: 2, width: 10, height: 12 }).png().toBuffer(),
        },
      ])
      .png()
      .toBuffer();
    await writeFile(path('clear.png'), mask);
    await sharp(mask).flatten({ background: '#fff' }).png().toFile(path('white.png'));
    await expectSame('clear.png', 'white.png');
  });

  it('turned upright as its EXIF orientation says', async () => {
    await scene().rotate(-90).withMetadata({ orientation: 6 }).png().toFile(path('turned.png'));
    await expectSame('turned.png', 'scene.png');
  });

  it.each(['gif', 'webp'] as const)('the first frame of an animated %s', async (format) => {
    const frames = [await scene().png().toBuffer(), await scene().flop().png().toBuffer()];
    const animation = sharp(frames, { join: { animated: true } });
    await (format === 'gif' ? animation.gif() : animation.webp({ lossless: true })).toFile(
      path(`moving.${format}`),
    );
    expect((await sharp(path(`moving.${format}`)).metadata()).pages).toBe(2);
    await expectSame(`moving.${format}`, 'scene.png', format === 'gif' ? 2 : 6);
  });

  it('under any name', async () => {
    const name = 'Füchse 🦊 & 狐 (1).png';
    await scene().png().toFile(path(name));
    await expectSame(name, 'scene.png');
    const { code, stdout } = await run('classify', model, path(name));
    expect(code).toBe(0);
    expect(stdout).toContain(name);
  });

  it('one pixel, enlarged', async () => {
    const red = { channels: 3, background: '#ff0000' } as const;
    await sharp({ create: { width: 1, height: 1, ...red } })
      .png()
      .toFile(path('dot.png'));
    await sharp({ create: { width: 16, height: 16, ...red } })
      .png()
      .toFile(path('red.png'));
    await expectSame('dot.png', 'red.png');
    const { code } = await project('dot.png', '--out', path('dot-projection.png'));
    expect(code).toBe(0);
  });

  it.each(['jpeg', 'png'] as const)(
    'twelve megapixels of %s, in bounded memory',
    async (format) => {
      const name = `large.${format}`;
      await scene()
        .resize(4000, 3000, { kernel: 'nearest', fit: 'fill' })
        .toFormat(format)
        .toFile(path(name));
      // Kilobytes, the most so far: making the picture took more than it may take to look at it.
      const before = process.resourceUsage().maxRSS;
      await classify(path(name));
      expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(100);
    },
  );
});

describe('an image that cannot be used is named, with what to do', () => {
  beforeAll(async () => {
    const whole = await scene().resize(400).jpeg({ quality: 95 }).toBuffer();
    await writeFile(path('cut.jpg'), whole.subarray(0, whole.length / 2));
    await writeFile(path('note.jpg'), 'dear diary, no picture today');
    await writeFile(path('empty.jpg'), '');
    await mkdir(path('album.jpg'));
  });

  it.each([
    [
      'cut.jpg',
      /cut\.jpg" is a JPEG file that cannot be decoded: .*damaged or cut off: copy or download it again/,
    ],
    ['note.jpg', /note\.jpg" is no image.*begins with the text "dear diary/],
    ['empty.jpg', /empty\.jpg" is empty/],
    ['missing.jpg', /there is no file ".*missing\.jpg"/],
    ['album.jpg', /album\.jpg" .*(is a folder|holds no image)/],
  ])('%s', async (name, message) => {
    const [classified, projected] = [
      await run('classify', model, path(name)),
      await project(name, '--out', path('never.png')),
    ];
    for (const { code, stdout, stderr } of [classified, projected]) {
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
    }
    expect(await readdir(folder)).not.toContain('never.png');
  });

  it('and the images beside it are classified all the same', async () => {
    const images = ['scene.png', 'note.jpg', 'empty.jpg', 'mirrored.png'].map(path);
    const { code, stdout, stderr } = await run('classify', model, ...images, '--json');
    expect(code).toBe(1);
    const { results } = JSON.parse(stdout) as { results: Record<string, unknown>[] };
    expect(results.map(({ image }) => image)).toEqual(images);
    expect(results.map((result) => 'predictions' in result)).toEqual([true, false, false, true]);
    expect(results[1]!['error']).toContain('note.jpg');
    expect(stderr).toContain('2 of 4 images failed');
    expect(stderr).toContain('empty.jpg');
  });
});

describe('folders of images', () => {
  it('are classified in the order of their paths, after what was named before them', async () => {
    await mkdir(path('photos/b'), { recursive: true });
    for (const name of ['photos/z.png', 'photos/b/a.png', 'photos/a.png'])
      await scene().png().toFile(path(name));
    await writeFile(path('photos/notes.txt'), 'not an image');
    const args = [path('mirrored.png'), path('photos')];
    const { code, stdout } = await run('classify', model, ...args, '--json');
    expect(code).toBe(0);
    const { results } = JSON.parse(stdout) as { results: { image: string }[] };
    expect(results.map(({ image }) => image)).toEqual(
      ['mirrored.png', 'photos/a.png', 'photos/b/a.png', 'photos/z.png'].map(path),
    );
  });
});

describe('wrong usage and wrong units', () => {
  it.each([
    ['a layer that is not there', 1, ['--layer', 'konv1'], 'did you mean "conv1"'],
    ['a channel outside', 1, ['--channel', '4'], 'channels 0 to 3; there is no channel 4'],
    ['a channel below zero', 2, ['--channel=-1'], '--channel is "-1"'],
    ['a row outside', 1, ['--at', '14,0'], '14 rows and 14 columns; there is no unit at 14,0'],
    ['a column outside', 1, ['--at', '0,14'], 'there is no unit at 0,14'],
    ['half a position', 2, ['--at', '3'], '--at is "3"; expected ROW,COL'],
    ['a position of words', 2, ['--at', 'a,b'], '--at is "a"; expected a whole number'],
    ['an unknown rule', 2, ['--rule', 'saliency'], 'deconvnet, gradient, guided'],
    ['an unknown fit', 2, ['--fit', 'crop'], 'cover, stretch'],
    ['an unknown backend', 2, ['--backend', 'cuda'], 'wasm, cpu'],
    ['a second image', 2, ['other.png'], '"other.png" is one too many'],
  ])('%s', async (_, expected, args, message) => {
    const { code, stdout, stderr } = await project(
      'scene.png',
      ...args,
      '--out',
      path('never.png'),
    );
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(message);
    expect(await readdir(folder)).not.toContain('never.png');
  });
});

describe('a place that cannot be written', () => {
  it.each([
    ['a missing folder', 'nowhere/out.png', 'no such folder'],
    ['a folder that is a file', 'scene.png/out.png', 'is a file, not a folder'],
    ['a folder', 'model', 'it is a folder'],
  ])('%s leaves nothing behind, not even the other file', async (_, out, message) => {
    const before = await readdir(folder);
    const args = ['--npy', path('never.npy'), '--out', path(out)];
    const { code, stdout, stderr } = await project('scene.png', ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`cannot write ${path(out)}`);
    expect(stderr).toContain(message);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('what lies beside images in a folder', () => {
  it('is said on stderr, in the summary and in the document, and images are read whatever their names', async () => {
    const photos = path('beside');
    await mkdir(join(photos, 'real'), { recursive: true });
    const png = await scene().png().toBuffer();
    for (const name of ['a', 'b.jfif', 'c.PNG', 'real/d.bin'])
      await writeFile(join(photos, name), png);
    await symlink(join(photos, 'real'), join(photos, 'linked'));
    for (const name of ['labels.txt', 'notes.md']) await writeFile(join(photos, name), 'words');
    const { code, stdout, said } = await run('classify', model, photos);
    expect(code).toBe(0);
    expect(stdout.match(/beside/g)).toHaveLength(5);
    expect(said).toContain(`${photos}: left out 2 other than images (labels.txt, notes.md)`);
    const out = path('beside-top');
    const top = await run('top', model, photos, '--layer', 'conv1', '--k', '1', '--out', out);
    expect(top.code).toBe(0);
    expect(top.stdout).toContain('looked at 5 of 5 images\nleft out: 2 other than images');
    const { data } = readResults(await readFile(join(out, 'results.json'), 'utf8'));
    expect(data.leftOut).toEqual([{ reason: 'other than images', files: 2 }]);
  });

  it('is all there is: nothing was read, which is a failure', async () => {
    const notes = path('only-notes');
    await mkdir(notes);
    await writeFile(join(notes, 'plan.md'), '# plan');
    const { code, stderr } = await run('classify', model, notes);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /only-notes" holds no image; expected JPEG.*It holds 1 other than images \(plan\.md\)/,
    );
  });
});
