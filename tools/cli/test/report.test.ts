import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersOf, worthALook } from '../src/report/answersOf.js';
import { answersSection } from '../src/report/answersSection.js';
import { commandTeller } from '../src/report/commandTeller.js';
import { compact } from '../src/report/compact.js';
import { Estimate } from '../src/report/Estimate.js';
import { html, jsonScript } from '../src/report/html.js';
import { imageNames } from '../src/report/imageNames.js';
import { placeHider } from '../src/report/placeHider.js';
import { truthOf } from '../src/report/truthOf.js';
import { BIN, start, startWith } from './process.js';
import { saveModel } from './support.js';

let folder: string;
let model: string;
let photos: string;

/** A name that would be a script, were it taken for markup. */
const HOSTILE = '<script>alert(1)</script>';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  [model, photos] = [join(folder, 'model'), join(folder, 'photos')];
  await mkdir(model);
  await saveModel(model);
  await writeFile(join(model, 'labels.json'), JSON.stringify(['cat', HOSTILE, 'fox']));
  for (const [i, name] of ['a', 'b', 'c'].entries()) {
    await mkdir(join(photos, name), { recursive: true });
    for (const k of [0, 1]) {
      const pixels = Uint8Array.from({ length: 768 }, (_, p) => (p * (7919 + i * 31 + k)) % 256);
      await sharp(pixels, { raw: { width: 16, height: 16, channels: 3 } })
        .png()
        .toFile(join(photos, name, `${name}&${k}.png`));
    }
  }
});
afterAll(() => rm(folder, { recursive: true }));

const report = (out: string, ...options: string[]) =>
  start('report', model, '--images', photos, '--quick', '--out', out, ...options).finished;

describe('deconv report', () => {
  it('makes a page of every section, and says what it is without', async () => {
    const out = join(folder, 'whole');
    const { code, stdout } = await report(out, '--json');
    expect(code).toBe(0);
    const made = JSON.parse(stdout) as { parts: string[]; leftOut: { section: string }[] };
    for (const part of ['answers', 'filters', 'top', 'occlusion-1', 'attribution-1', 'controls'])
      expect(made.parts).toContain(part);
    expect(made.parts.filter((part) => part.startsWith('invariance'))).toHaveLength(3);
    expect(made.leftOut.map(({ section }) => section)).toEqual(['correspondence', 'evolution']);
    const page = await readFile(join(out, 'index.html'), 'utf8');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toMatch(/\[\[\w+\]\]/);
    expect(page).not.toMatch(/(src|href)="(https?:)?\//);
    // Where its author keeps things is nobody's business.
    expect(page).not.toContain(folder);
    expect(page).not.toMatch(/ model="|data-from/);
    expect(await readdir(out)).not.toContain('live');
    expect(await readdir(join(out, 'top'))).toContain('results.json');
    const seen = (await readdir(join(out, 'answers'))).filter((name) => name.endsWith('.webp'));
    expect(seen.length).toBeGreaterThan(0);
    for (const name of seen) expect(page).toContain(`<img src="answers/${name}"`);
  });

  it('says which commands made it, as they run where it was made', async () => {
    const args = ['--images', 'photos', '--sections', 'answers,top,occlusion,controls,made'];
    const made = startWith({ cwd: folder }, 'report', 'model', ...args, '--out', 'told');
    const { code, stderr } = await made.finished;
    expect(code, stderr).toBe(0);
    const page = await readFile(join(folder, 'told', 'index.html'), 'utf8');
    const { made: parts } = JSON.parse(
      await readFile(join(folder, 'told', 'report.json'), 'utf8'),
    ) as { made: { name: string; command: string }[] };
    expect(parts.map(({ name }) => name)).toContain('occlusion-1');
    const shell = `deconv() { '${process.execPath}' '${BIN}' "$@"; }`;
    const again = join(folder, 'again');
    await mkdir(again);
    for (const place of ['model', 'photos']) await symlink(join(folder, place), join(again, place));
    for (const { command } of parts) {
      for (const word of command.split(' ')) expect(page).toContain(html`${word}`.text);
      await promisify(execFile)('bash', ['-c', `${shell}; ${command}`], { cwd: again });
    }
    const written = parts.flatMap(({ name }) => {
      if (name === 'answers') return [];
      return name === 'controls' ? ['project.png'] : [name];
    });
    expect((await readdir(again)).sort()).toEqual([...written, 'model', 'photos'].sort());
  });

  it('takes an image for no option, whatever it is called', async () => {
    const odd = join(folder, 'dashed');
    await mkdir(odd);
    await cp(join(photos, 'a', 'a&0.png'), join(odd, '--json.png'));
    const args = ['--images', '.', '--sections', 'answers,controls', '--out', '../dashes'];
    const { code, stderr } = await startWith({ cwd: odd }, 'report', model, ...args).finished;
    expect(code, stderr).toBe(0);
    const page = await readFile(join(folder, 'dashes', 'index.html'), 'utf8');
    expect(page).toContain('<span class="note">--json.png</span>');
  });

  it('tells apart images of one name, and tells nobody where its author keeps things', async () => {
    const mine = join(folder, 'mine');
    for (const [i, name] of ['a', 'b', 'c'].entries()) {
      await mkdir(join(mine, name), { recursive: true });
      await cp(join(photos, name, `${name}&${i % 2}.png`), join(mine, name, 'same.jpg'));
    }
    await writeFile(join(mine, 'a', 'broken.jpg'), 'no picture');
    const [seen, out] = [
      ['a', 'b', 'c'].map((name) => join(mine, name, 'same.jpg')),
      join(folder, 'same'),
    ];
    const given = [...seen, join(mine, 'a', 'broken.jpg')].flatMap((image) => ['--images', image]);
    const args = ['--quick', '--sections', 'answers,filters,top,invariance,made', '--out', out];
    const { code, stderr } = await start('report', model, ...given, ...args).finished;
    expect(code, stderr).toBe(0);
    const page = await readFile(join(out, 'index.html'), 'utf8');
    const notes = [...page.matchAll(/<span class="note">([^<]*)<\/span>/g)].map(([, note]) => note);
    expect(notes.filter((note) => /^[abc]\/same\.jpg$/.test(note!)).length).toBeGreaterThan(1);
    expect(notes).not.toContain('same.jpg');
    expect(page).toContain('<th scope="row">broken.jpg</th>');
    const answers = await readFile(join(out, 'answers', 'answers.json'), 'utf8');
    const { results } = JSON.parse(answers) as { results: { image: string }[] };
    expect(results.map(({ image }) => image)).toEqual([
      ...['a/same.jpg', 'b/same.jpg', 'c/same.jpg', 'broken.jpg'],
    ]);
    // Of three classes, five are always right.
    expect(page).toContain('Right at once');
    expect(page).not.toContain('Among five');
    const files = await readdir(out, { recursive: true, withFileTypes: true });
    const texts = files.filter((file) => file.isFile() && /\.(json|svg|html)$/.test(file.name));
    expect(texts.length).toBeGreaterThan(5);
    for (const file of texts) {
      const text = await readFile(join(file.parentPath, file.name), 'utf8');
      for (const place of [folder, process.cwd()]) expect(text, file.name).not.toContain(place);
    }
  });

  it('carries what figures compute with where it is asked to, and says how much that is', async () => {
    const out = join(folder, 'live');
    const asked = ['--sections', 'model,filters,occlusion'];
    const { code, stdout, stderr } = await report(out, ...asked, '--live', '--json');
    expect(code, stderr).toBe(0);
    const { live } = JSON.parse(stdout) as { live: { bytes: number; photos: number } };
    expect(await readdir(join(out, 'live'))).toEqual([
      ...['engine.js', 'network.js', 'photos-1.js', 'photos-2.js'],
    ]);
    expect(live.photos).toBe(2);
    expect(live.bytes).toBeGreaterThan((await readFile(join(out, 'live', 'engine.js'))).length);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toMatch(
      /<deconv-occlusion src="#occlusion-1" model="files:model" images="#photos-1">/,
    );
    expect((await report(out, ...asked)).code).toBe(0);
    expect(await readdir(out)).not.toContain('live');
  });

  it('refuses at once to carry a network that no page can load', async () => {
    const [odd, out] = [join(folder, 'odd'), join(folder, 'oddly')];
    await cp(model, odd, { recursive: true });
    const json = await readFile(join(odd, 'model.json'), 'utf8');
    await writeFile(
      join(odd, 'model.json'),
      json.replace('"activation":"softmax"', '"activation":"wobble"'),
    );
    const asked = ['report', odd, '--images', photos, '--quick', '--live', '--out', out];
    const { code, stderr } = await start(...asked).finished;
    expect(stderr).toMatch(
      /--live: a page computes with whole networks only, and ".*" .* cannot be projected/,
    );
    expect(code).toBe(1);
    expect(stderr).not.toContain('answers');
  });

  it('makes only what has changed the second time', async () => {
    const out = join(folder, 'twice');
    const asked = ['--sections', 'model,top,filters', '--json'];
    const fresh = async (...options: string[]): Promise<unknown> => {
      const { code, stdout, stderr } = await report(out, ...asked, ...options);
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { fresh: number }).fresh;
    };
    expect(await fresh()).toBe(2);
    expect(await fresh()).toBe(0);
    expect(await fresh('--seed', '1')).toBe(1);
    await rm(join(out, 'filters'), { recursive: true });
    expect(await fresh('--seed', '1')).toBe(1);
  });

  it('makes anew what was made of images that were replaced, of the same names, sizes and times', async () => {
    const held = join(folder, 'held');
    const file = (i: number): string => join(held, `${i}.png`);
    const store = async (to: string, seed: number): Promise<void> => {
      const pixels = Uint8Array.from({ length: 768 }, (_, p) => ((p + 1) * (97 + seed)) % 251);
      // Not compressed, so that all are of one size.
      await sharp(pixels, { raw: { width: 16, height: 16, channels: 3 } })
        .png({ compressionLevel: 0 })
        .toFile(to);
      await utimes(to, new Date(0), new Date(0));
    };
    await mkdir(held);
    for (const i of [0, 1, 2]) await store(file(i), i);
    const out = join(folder, 'replaced');
    const made = async (): Promise<unknown> => {
      const asked = ['--images', held, '--quick', '--out', out, '--sections', 'model,top,filters'];
      const { code, stdout, stderr } = await start('report', model, ...asked, '--json').finished;
      expect(code, stderr).toBe(0);
      return (JSON.parse(stdout) as { fresh: number }).fresh;
    };
    expect(await made()).toBe(2);
    const { size, mtimeMs } = await stat(file(1));
    await store(file(1), 50);
    expect(await stat(file(1))).toMatchObject({ size, mtimeMs });
    expect(await made()).toBe(2);
    expect(await made()).toBe(0);
  });

  it('goes on where it was interrupted', async () => {
    const out = join(folder, 'interrupted');
    const running = start('report', model, '--images', photos, '--quick', '--out', out);
    // Several are made at once: when this one begins, another is done.
    await running.says('occlusion-1');
    running.interrupt();
    const { code, stderr } = await running.finished;
    expect(code).toBe(1);
    expect(stderr).toContain('the same command goes on from here');
    expect(await readdir(out)).not.toContain('index.html');
    const { made } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as {
      made: { name: string }[];
    };
    const names = made.map(({ name }) => name);
    expect(names.some((name) => ['filters', 'top'].includes(name))).toBe(true);
    expect(await readdir(out)).toEqual(expect.arrayContaining(names));
    expect((await report(out)).code).toBe(0);
    expect((await readdir(out)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses a folder that holds something else, and options that are none', async () => {
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'mine.txt'), 'mine');
    const foreign = await report(other);
    expect([foreign.code, foreign.stderr]).toEqual([
      2,
      expect.stringContaining('holds something that is no report (mine.txt)'),
    ]);
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify({ sections: 'top', layer: 'conv1' }));
    const misspelt = await report(join(folder, 'none'), '--config', config);
    expect([misspelt.code, misspelt.stderr]).toEqual([2, expect.stringContaining('layer')]);
    const section = await report(join(folder, 'none'), '--sections', 'tops');
    expect([section.code, section.stderr]).toEqual([2, expect.stringContaining('"tops"')]);
  });

  it('takes options from a file, images among them, and misses these where nothing says them', async () => {
    const config = join(folder, 'all.json');
    await writeFile(config, JSON.stringify({ images: photos, sections: 'model', seed: 3 }));
    const out = join(folder, 'configured');
    const { code, stderr } = await start('report', model, '--config', config, '--out', out)
      .finished;
    expect(code, stderr).toBe(0);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('6 images');
    const without = await start('report', model, '--out', join(folder, 'none')).finished;
    expect([without.code, without.stderr]).toEqual([
      2,
      expect.stringContaining('--images names nothing'),
    ]);
  });

  it('takes what its model was during training, and its labels, from beside it', async () => {
    const trained = join(folder, 'trained');
    await cp(model, trained, { recursive: true });
    for (const epoch of ['1', '2'])
      await cp(model, join(trained, 'epochs', epoch), { recursive: true });
    const labels = ['a', 'b', 'c'].map((wnid, index) => ({ index, wnid, name: `thing ${index}` }));
    await writeFile(join(trained, 'labels.json'), JSON.stringify(labels));
    const out = join(folder, 'evolved');
    const args = ['--images', photos, '--quick', '--sections', 'answers,evolution', '--out', out];
    const file = join(trained, 'model.json');
    const { code, stderr } = await start('report', file, ...args).finished;
    expect(code, stderr).toBe(0);
    const page = await readFile(join(out, 'index.html'), 'utf8');
    expect(page).toContain('<deconv-evolution');
    expect(page).toContain('Folders are named as the classes.');
  });

  it('says why where no image can be read', async () => {
    const broken = join(folder, 'broken.jpg');
    await writeFile(broken, 'no picture');
    const args = ['--images', broken, '--quick', '--out', join(folder, 'nothing')];
    const { code, stderr } = await start('report', model, ...args).finished;
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/none of 1 images can be read:\n {2}.*broken\.jpg/),
    ]);
  });
});

describe('commandTeller', () => {
  it('can be pasted into a shell, whatever files and layers are called', async () => {
    const tell = commandTeller(['my model', "it's.jpg"]);
    const args = [
      'top',
      'my model',
      "it's.jpg",
      '--layer=fire2/concat',
      '$HOME `x`',
      'a\\b\n\u001b',
    ];
    expect(tell(args)).toBe(
      `deconv top 'my model' 'it'\\''s.jpg' --layer=fire2/concat '$HOME \`x\`' $'a\\\\b\\u000a\\u001b'`,
    );
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `deconv() { printf '%s\\0' "$@"; }; ${tell(args)}`,
    ]);
    expect(stdout.split('\0').slice(0, -1)).toEqual(args);
  });

  it('names files as they were named, or from the folder that the command ran in', () => {
    const [near, far] = [join(process.cwd(), 'photos'), '/home/me/photos'];
    const tell = commandTeller(['../net', near, far, '/home/me/other/photos/']);
    const image = (folder: string) => join(folder, 'a b', '1.jpg');
    expect(
      tell(['top', '../net', near, image(near), image(far), image('/home/me/other/photos')]),
    ).toBe(
      `deconv top ../net photos 'photos/a b/1.jpg' "$PLACE_OF_PHOTOS"'/a b/1.jpg' "$PLACE_OF_PHOTOS_2"'/a b/1.jpg'`,
    );
    expect(tell(['top', '--layer=/features/conv', '/features/conv'])).toBe(
      'deconv top --layer=/features/conv /features/conv',
    );
  });

  it('keeps to itself how an address is opened', () => {
    const signed = 'https://me:secret@example.org/net/model.json?key=1';
    expect(commandTeller([signed])(['inspect', signed])).toBe('deconv inspect "$PLACE_OF_NET"');
  });
});

describe('imageNames', () => {
  it('gives paths in the folder that was named, and as much more as tells two apart', () => {
    const photos = ['photos/a/same.jpg', 'photos/b/same.jpg', 'photos/one.jpg'];
    expect(photos.map(imageNames(photos, ['photos']))).toEqual([
      ...['a/same.jpg', 'b/same.jpg', 'one.jpg'],
    ]);
    expect(photos.map(imageNames(photos, photos))).toEqual([
      ...['a/same.jpg', 'b/same.jpg', 'one.jpg'],
    ]);
    const folders = ['/home/me/x/set', '/home/me/y/set', '/home/me/z'];
    const images = folders.flatMap((folder) => [`${folder}/1.jpg`, `${folder}/set/1.jpg`]);
    const names = images.map(imageNames(images, folders));
    expect(new Set(names).size).toBe(images.length);
    for (const name of names) expect(name).not.toContain('home');
  });

  it('gives an image that is named twice one name', () => {
    const twice = ['a/1.jpg', './a/1.jpg'];
    expect(twice.map(imageNames(twice, twice))).toEqual(['1.jpg', '1.jpg']);
  });
});

describe('placeHider', () => {
  it('leaves of a path what was named, and nothing of the folders around it', () => {
    const hide = placeHider(['/data/mine/photos', '/nets/a&b/net']);
    expect(hide('"/data/mine/photos/x/1.jpg" is damaged, as is /data/mine/photos')).toBe(
      '"photos/x/1.jpg" is damaged, as is photos',
    );
    expect(hide('<title>/nets/a&#38;b/net</title>')).toBe('<title>net</title>');
    expect(hide(`a relative path starts at ${process.cwd()}`)).toBe('a relative path starts at .');
    expect(hide(`cannot read ${join(homedir(), 'x')}`)).toBe(`cannot read ~/x`);
    expect(hide('conv/data/mine/photos, /data/mineral')).toBe(
      'conv/data/mine/photos, /data/mineral',
    );
  });
});

describe('Estimate', () => {
  const kinds = { classify: 0.1, top: 0.2, occlude: 0.05 };
  const work = (kind: keyof typeof kinds, passes: number) => ({ kind, passes });

  it('takes what a kind took for what it will take, and what starts for no pass', () => {
    const start = 3;
    const rest = [work('occlude', 100), work('occlude', 100), work('top', 50), work('top', 150)];
    const seconds = ({ kind, passes }: (typeof rest)[number]) =>
      start + passes * kinds[kind as 'top'];
    const estimate = new Estimate(start);
    expect(estimate.of(rest)).toBeUndefined();
    // A few images are looked at in less time than the command takes to start.
    estimate.learn(work('classify', 10), seconds(work('classify', 10)));
    expect(estimate.seconds([work('classify', 1000)])).toBeCloseTo(start + 100, 6);
    for (const kind of ['occlude', 'top'] as const)
      estimate.learn(work(kind, 20), seconds(work(kind, 20)));
    const exact = rest.reduce((sum, each) => sum + seconds(each), 0);
    expect(estimate.seconds(rest)).toBeCloseTo(exact, 6);
    expect(estimate.of(rest)).toBe('about 1 minute');
  });

  it('divides among those that work at once, of which there are no more than works', () => {
    const estimate = new Estimate(2, 4);
    estimate.learn(work('top', 10), 12);
    expect(estimate.seconds([work('top', 8), work('top', 8)])).toBeCloseTo(10, 6);
    expect(estimate.seconds(Array.from({ length: 8 }, () => work('top', 8)))).toBeCloseTo(20, 6);
  });
});

describe('compact', () => {
  it('rounds what was measured, but no whole number', async () => {
    const part = join(folder, 'part');
    await mkdir(part);
    const results = { options: { seed: 123456789 }, activation: 1.23456789 };
    await writeFile(join(part, 'results.json'), JSON.stringify(results));
    await compact(part, { shorten: (image) => image, hide: (text) => text });
    expect(JSON.parse(await readFile(join(part, 'results.json'), 'utf8'))).toEqual({
      options: { seed: 123456789 },
      activation: 1.23457,
    });
  });
});

describe('truthOf', () => {
  const labels = [{ name: 'tench, Tinca tinca', wnid: 'n01440764' }, { name: 'gas pump' }];

  it('knows folders by wnid, by one of a class’s names, and whatever their dashes', () => {
    const truth = truthOf(['d/n01440764/1.jpg', 'd/Gas_pump/2.jpg'], labels);
    expect(truth?.classes).toEqual([0, 1]);
    expect(truthOf(['d/tench/1.jpg'], labels)?.classes).toEqual([0]);
  });

  it('takes folders in their order where there are as many as classes, and says so', () => {
    const truth = truthOf(['d/x/1.jpg', 'd/a/2.jpg'], labels);
    expect(truth).toMatchObject({
      classes: [1, 0],
      how: expect.stringContaining('order') as string,
    });
  });

  it('knows nothing of other folders', () => {
    expect(truthOf(['d/x/1.jpg', 'd/y/2.jpg', 'd/z/3.jpg'], labels)).toBeUndefined();
  });
});

describe('answersOf', () => {
  const answer = (image: string, index: number, probability: number) => ({
    image,
    predictions: [
      { index, label: `c${index}`, probability },
      { index: 5, label: 'c5', probability: 0 },
    ],
  });
  const results = [
    answer('a', 0, 0.9),
    answer('b', 1, 0.8),
    answer('c', 0, 0.6),
    answer('d', 2, 0.4),
  ];

  const printed = { backend: 'cpu', answer: { kind: 'probabilities' } } as const;

  it('counts right answers, those among five, and mistakes', () => {
    const images = ['a', 'b', 'c', 'd'];
    const truth = { how: '', classes: [0, 0, 0, 5] };
    expect(answersOf({ ...printed, results }, images, truth).accuracy).toMatchObject({
      top1: 0.5,
      top5: 0.75,
      classes: [
        { index: 0, images: 3, right: 2 },
        { index: 5, images: 1, right: 0 },
      ],
      confusions: [
        { shown: 0, answered: 1, count: 1 },
        { shown: 5, answered: 2, count: 1 },
      ],
    });
  });

  it('looks closer at the surest right answers and the surest wrong ones', () => {
    const truth = { how: '', classes: [0, 0, 0, 5] };
    const answers = answersOf({ ...printed, results }, ['a', 'b', 'c', 'd'], truth);
    expect(worthALook(answers, 4).map(({ image }) => image)).toEqual(['a', 'b', 'd']);
  });

  it('looks closer at the surest and the least sure ones where classes are unknown', () => {
    const answers = answersOf({ ...printed, results }, [], undefined);
    expect(worthALook(answers, 2).map(({ image }) => image)).toEqual(['a', 'd']);
  });
});

describe('answersSection', () => {
  it('says how often the class is among five only where there are more', () => {
    const shares = { top1: 0.5, top5: 0.9, classes: [], confusions: [] };
    const answer = { kind: 'probabilities' } as const;
    const answers = { answer, all: [], skipped: [], accuracy: { how: '', ...shares } };
    const known = { name: String, shorten: String, pictures: new Map<string, string>() };
    const told = (classes: number) => answersSection(answers, { ...known, classes }).text;
    for (const classes of [2, 3, 5]) expect(told(classes)).not.toContain('Among five');
    expect(told(6)).toMatch(/Among five<\/dt>\s*<dd>90\.0/);
  });
});

describe('html', () => {
  it('escapes what is put into it, but not other markup', () => {
    expect(html`<p title="${'"x"'}">${HOSTILE}${[html`<b>${'&'}</b>`]}</p>`.text).toBe(
      '<p title="&#34;x&#34;">&#60;script&#62;alert(1)&#60;/script&#62;<b>&#38;</b></p>',
    );
  });

  it('keeps a document from ending its script', () => {
    expect(jsonScript('a', { name: '</script>' }).text).toContain('\\u003c/script>');
  });
});
