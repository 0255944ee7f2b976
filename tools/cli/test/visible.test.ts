import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { model as onnx, tensor } from '../../../libs/models/test/onnx/single.js';
import { escapeXml } from '../src/escapeXml.js';
import { progress } from '../src/progress.js';
import { TrainingDisplay } from '../src/TrainingDisplay.js';
import { visibleConsole } from '../src/visibleConsole.js';
import { start } from './process.js';
import { run, saveNoise } from './support.js';

/** What sets a terminal's title, clears it, turns text around, and begins a line that looks like ours. */
const HOSTILE = 'a\u001b]0;OWNED\u0007\u009b2J\u202egpj\r\nwritten: everything';
/** What does anything to a terminal but begin a line or go to the next stop. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

let folder: string;
let model: string;
let photo: string;
const path = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-'));
  [model, photo] = [path('model'), path('photos', `${HOSTILE}.png`)];
  for (const name of ['model', 'odd', 'photos', 'cut']) await mkdir(path(name));
  await writeFile(path('model', 'model.onnx'), networkOf('Relu'));
  await writeFile(path('odd', 'model.onnx'), networkOf('Mystery'));
  await writeFile(path('model', 'labels.json'), JSON.stringify([HOSTILE, `${HOSTILE} b`, 'fox']));
  await saveNoise(photo);
  await writeFile(path('cut', `${HOSTILE}.jpg`), 'no picture');
});
afterAll(() => rm(folder, { recursive: true }));

/** A network of 16 × 16 pixels whose convolution is called by the name, as is what comes after it. */
function networkOf(op: string): Uint8Array {
  const nodes = [
    { op: 'Conv', name: HOSTILE, inputs: ['x', 'filters'], outputs: [HOSTILE] },
    { op, name: `${HOSTILE} r`, inputs: [HOSTILE], outputs: ['rectified'] },
    { op: 'Flatten', name: 'flat', inputs: ['rectified'], outputs: ['flat'] },
    { op: 'Gemm', name: 'fc', inputs: ['flat', 'weights'], outputs: ['fc'] },
    { op: 'Softmax', name: 'prob', inputs: ['fc'], outputs: ['prob'] },
  ];
  const tensors = [tensor('filters', [4, 3, 3, 3]), tensor('weights', [784, 3])];
  return onnx({ nodes, tensors, image: [1, 3, 16, 16] });
}

/** Runs a command, and finds nothing in what it prints and says that a terminal would obey. */
async function shown(...args: string[]) {
  const { code, stdout, said } = await run(...args);
  const text = `${stdout}\n${said}`;
  expect(text).not.toMatch(CONTROLS);
  expect(text).not.toMatch(/^written: everything/m);
  expect(text).toMatch(/\\u001b|%1B/);
  return { code, stdout, said };
}

describe('what models and files are called', () => {
  it.each<[string, () => string[]]>([
    ['a layer in a table', () => ['inspect', model]],
    ['a layer that cannot be projected', () => ['inspect', path('odd')]],
    ['a layer in JSON', () => ['inspect', model, '--json']],
    ['labels and images', () => ['classify', model, path('photos')]],
    ['a unit', () => ['project', model, photo, '--layer', HOSTILE, '--out', path('unit.png')]],
    ['maps', () => ['top', model, photo, `--layer=${HOSTILE}`, '--out', path('top')]],
    [
      'classes and a layer',
      () => ['attribute', model, photo, '--method=grad-cam', '--layer', HOSTILE],
    ],
    ['a map and classes', () => ['occlude', model, photo, '--layer', HOSTILE, '--out', path('o')]],
    [
      'curves',
      () => [
        ...['invariance', model, photo, '--transform', 'rotate', '--step', '90'],
        ...['--layers', HOSTILE, '--out', path('turned')],
      ],
    ],
    ['filters', () => ['diagnose', model, '--out', path('filters')]],
    [
      'layers in a table',
      () => ['evolution', model, photo, '--layers', HOSTILE, '--out', path('e')],
    ],
  ])('is shown, and does nothing: %s', async (_, args) => {
    const { code, said } = await shown(...args());
    expect(code, said).toBe(0);
  });

  it('stays what it is in JSON', async () => {
    const { stdout } = await shown('inspect', model, '--json');
    const { layers } = JSON.parse(stdout) as { layers: { name: string }[] };
    expect(layers[0]!.name).toBe(HOSTILE);
  });

  it.each<[string, () => string[]]>([
    ['a command', () => [HOSTILE]],
    ['an option', () => ['inspect', model, `--${HOSTILE}`]],
    ['an argument', () => ['inspect', model, HOSTILE]],
    ['a value', () => ['classify', model, photo, '--top', HOSTILE]],
    ['a model', () => ['inspect', path(HOSTILE)]],
    ['an address', () => ['inspect', `http://127.0.0.1:9/${HOSTILE}/model.json`]],
    ['a layer', () => ['project', model, photo, '--layer', `${HOSTILE}!`]],
    ['an image', () => ['classify', model, path(`${HOSTILE}.jpg`)]],
    ['images', () => ['top', model, path('cut'), `--layer=${HOSTILE}`, '--out', path('none')]],
    ['a folder', () => ['classify', model, photo, path(HOSTILE)]],
  ])('is shown, and does nothing, where it is wrong: %s', async (_, args) => {
    expect((await shown(...args())).code).not.toBe(0);
  });

  it('is shown in a report, and its commands find the layers', async () => {
    const out = path('report');
    const asked = ['--quick', '--sections', 'answers,filters,top,invariance,controls'];
    const { code, stdout, stderr } = await start(
      ...['report', model, '--images', path('photos'), ...asked, '--out', out],
    ).finished;
    expect(code, stderr).toBe(0);
    expect(stdout + stderr).not.toMatch(CONTROLS);
    expect(await readFile(join(out, 'index.html'), 'utf8')).not.toMatch(CONTROLS);
    expect(await readdir(out)).toContain('controls');
  });

  const escapes = fileURLToPath(
    new URL('../../../../shared/cases/faults/model-name-with-escapes', import.meta.url),
  );
  it.skipIf(!existsSync(escapes))('is shown, from an ONNX file, too', async () => {
    const { code } = await shown('inspect', escapes);
    expect(code).toBe(0);
  });

  it('is shown in what goes on, and in what libraries print', () => {
    let text = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
      text += String(part);
      return true;
    });
    const [log, info, warn, error] = [console.log, console.info, console.warn, console.error];
    visibleConsole();
    console.warn('Layer %s was passed', HOSTILE, { name: HOSTILE });
    Object.assign(console, { log, info, warn, error });
    progress(20, HOSTILE)(20);
    const display = new TrainingDisplay();
    display.progress({ step: 10, warning: HOSTILE } as Parameters<typeof display.progress>[0]);
    vi.restoreAllMocks();
    expect(text.match(/\\u009b2J/g)).toHaveLength(3);
    expect(text).not.toMatch(CONTROLS);
  });

  it('is no end of an SVG document', () => {
    expect(escapeXml('<\u001b\u0000\uffff\ud800&\u202e😀>')).toBe(
      '&#60;\\u001b\\u0000\ufffd\ufffd&#38;\\u202e😀&#62;',
    );
  });
});
