import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHouse, ROOT, runIn, type Inspection } from './house.ts';

const CONFIG = join(ROOT, '.dependency-cruiser.mjs');

/** A house in small that keeps every rule. */
const HOUSE: Record<string, string> = {
  'package.json': '{ "workspaces": ["libs/*"], "devDependencies": { "for-tests": "1.0.0" } }',
  'libs/core/package.json':
    '{ "name": "@deconv/core", "exports": { ".": { "@deconv/source": "./src/index.ts" } }, "dependencies": { "@tensorflow/tfjs-core": "1.0.0" } }',
  'libs/geometry/src/index.ts': 'export const size = 3;',
  'libs/core/src/index.ts':
    "import '@tensorflow/tfjs-core';\nexport { size } from '../../geometry/src/index.js';",
  'libs/core/src/inner.ts': 'export {};',
  'libs/core/test/core.test.ts': "import 'for-tests';\nimport '../src/inner.js';",
  'libs/models/src/index.ts': "export * from '@deconv/core';",
  'libs/datasets/src/index.ts': 'export {};',
  'libs/datasets/src/node/index.ts': "import 'node:fs';\nimport 'sharp';",
  'libs/datasets/package.json': '{ "dependencies": { "sharp": "1.0.0" } }',
  'libs/experiments/src/index.ts': "import('./move/run.js');",
  'libs/experiments/src/move/run.ts': "import '../running/eachPhoto.js';",
  'libs/experiments/src/running/eachPhoto.ts': "import '../../../core/src/index.js';",
  'libs/engine/src/index.ts': 'export {};',
  'libs/engine/src/worker/worker.ts': "import '../../../models/src/index.js';",
  'libs/elements/src/index.ts':
    "import '../../engine/src/index.js';\nimport './figures/grid/Grid.js';",
  'libs/elements/src/figures/grid/Grid.ts':
    "import '../../frame/Figure.js';\nimport './top/Top.js';",
  'libs/elements/src/figures/grid/top/Top.ts': "import '../../../words/number.js';",
  'libs/elements/src/frame/Figure.ts': "import '../export/save.js';",
  'libs/elements/src/export/save.ts': "import '../parts/place/handle.js';",
  'libs/elements/src/parts/place/handle.ts': "import '../../drawing/picture.js';",
  'libs/elements/src/drawing/picture.ts': "import '../words/number.js';",
  'libs/elements/src/words/number.ts': 'export {};',
  'sites/paper/src/figures.ts': "import '../../../libs/elements/src/index.js';",
  'tools/cli/src/main.ts': "import '../../../libs/models/src/index.js';",
  'tools/dev/start.mjs': '',
  ...dependency('@tensorflow/tfjs-core', 'dist/index.js', 'dist/inner.js'),
  ...dependency('@tensorflow/tfjs-layers', 'dist/index.js'),
  ...dependency('@tensorflow/tfjs-backend-cpu', 'dist/index.js'),
  ...dependency('sharp', 'index.js'),
  ...dependency('for-tests', 'index.js'),
};

/** Of this one, the report names the file's folder. */
const CIRCLES_OF_FOLDERS = 'no-circles-of-folders';

/** For every rule a file that breaks it, and what that file imports. */
const PLANTS: [rule: string, file: string, imported: string][] = [
  ['door-libs-untrusted', 'libs/untrusted/src/door.ts', '../../geometry/src/index.js'],
  ['door-libs-geometry', 'libs/geometry/src/door.ts', '../../core/src/index.js'],
  ['door-libs-pictures', 'libs/pictures/src/door.ts', '@deconv/core'],
  ['door-libs-core', 'libs/core/src/door.ts', '../../models/src/index.js'],
  ['door-libs-models', 'libs/models/src/door.ts', '../../datasets/src/index.js'],
  ['door-libs-datasets', 'libs/datasets/src/door.ts', '@deconv/core'],
  ['door-libs-results', 'libs/results/src/door.ts', '@deconv/core'],
  ['door-libs-probes', 'libs/probes/src/door.ts', '../../engine/src/index.js'],
  ['door-libs-experiments', 'libs/experiments/src/door.ts', '../../engine/src/index.js'],
  ['door-libs-native', 'libs/native/src/door.ts', '../../experiments/src/index.js'],
  ['door-libs-training', 'libs/training/src/door.ts', '../../models/src/index.js'],
  ['door-libs-engine', 'libs/engine/src/door.ts', '../../elements/src/index.js'],
  ['door-libs-elements', 'libs/elements/src/door.ts', '@deconv/core'],
  ['door-sites-*', 'sites/paper/src/door.ts', '@deconv/core'],
  ['door-tools-cli', 'tools/cli/src/door.ts', '../../../libs/elements/src/index.js'],
  ['door-tools-bench', 'tools/bench/src/door.ts', '../../../libs/elements/src/index.js'],
  ['door-tools-dev', 'tools/dev/door.mjs', '@deconv/core'],
  ['floor-words', 'libs/elements/src/words/up.ts', '../drawing/picture.js'],
  ['floor-drawing', 'libs/elements/src/drawing/up.ts', '../parts/place/handle.js'],
  ['floor-parts', 'libs/elements/src/parts/place/up.ts', '../../export/save.js'],
  ['floor-export', 'libs/elements/src/export/up.ts', '../frame/Figure.js'],
  ['floor-frame', 'libs/elements/src/frame/up.ts', '../figures/grid/Grid.js'],
  ['floor-figures', 'libs/elements/src/figures/grid/up.ts', '../../index.js'],
  ['figures-apart', 'libs/elements/src/figures/lens/Lens.ts', '../grid/Grid.js'],
  ['no-circles', 'libs/core/src/circle.ts', './circle2.js'],
  [CIRCLES_OF_FOLDERS, 'libs/models/src/keras/there.ts', '../onnx/end.js'],
  ['libs-stand-alone', 'libs/models/test/tool.ts', '../../../tools/cli/src/main.js'],
  ['front-doors', 'libs/models/src/inner.ts', '../../core/src/inner.js'],
  ['geometry-on-nothing', 'libs/geometry/src/alone.ts', '@tensorflow/tfjs-core'],
  ['pictures-on-numbers', 'libs/pictures/src/heavy.ts', '@tensorflow/tfjs-core'],
  ['src-imports-no-test', 'libs/core/src/tested.ts', '../test/core.test.js'],
  ['elements-without-tensors', 'libs/elements/src/heavy.ts', '../../engine/src/worker/worker.js'],
  ['worker-side-only', 'libs/engine/src/page.ts', '../../models/src/index.js'],
  ['worker-side-when-needed', 'libs/engine/src/eager.ts', './worker/worker.js'],
  ['experiments-without-tensors', 'libs/experiments/src/early.ts', '../../core/src/index.js'],
  ['experiments-when-they-run', 'libs/experiments/src/all.ts', './running/eachPhoto.js'],
  ['any-backend', 'libs/models/src/backend.ts', '@tensorflow/tfjs-backend-cpu'],
  ['core-on-tfjs-core', 'libs/core/src/layers.ts', '@tensorflow/tfjs-layers'],
  ['node-in-its-place', 'libs/core/src/files.ts', 'node:fs'],
  ['sharp-in-its-place', 'libs/core/src/images.ts', 'sharp'],
  ['node-side-stays-on-node', 'libs/datasets/src/browser.ts', './node/index.js'],
  ['tfjs-by-its-front-door', 'libs/core/src/deep.ts', '@tensorflow/tfjs-core/dist/inner.js'],
  ['declared', 'libs/models/src/undeclared.ts', '@tensorflow/tfjs-layers'],
  ['declared-for-users-too', 'libs/models/src/dev.ts', 'for-tests'],
  ['resolved', 'libs/core/src/nowhere.ts', './nobody.js'],
];

/** What closes the circles that are planted. No file of the folders imports, by others, itself. */
const WAYS_BACK: Record<string, string> = {
  'libs/core/src/circle2.ts': "import './circle.js';",
  'libs/models/src/keras/end.ts': 'export {};',
  'libs/models/src/onnx/end.ts': 'export {};',
  'libs/models/src/onnx/back.ts': "import '../keras/end.js';",
};

function dependency(name: string, ...files: string[]): Record<string, string> {
  const folder = `node_modules/${name}`;
  const manifest = JSON.stringify({ name, version: '1.0.0', main: files[0] });
  const empty = Object.fromEntries(files.map((file) => [`${folder}/${file}`, '']));
  return { [`${folder}/package.json`]: manifest, ...empty };
}

/** The house, with `@deconv/core` to be imported by name. */
function build(files: Record<string, string>): string {
  const house = buildHouse(files);
  mkdirSync(join(house, 'node_modules/@deconv'));
  symlinkSync(join(house, 'libs/core'), join(house, 'node_modules/@deconv/core'), 'dir');
  return house;
}

/** Runs the check that `npm run doors` runs, in another house. */
function inspect(house: string): Inspection {
  const tool = 'dependency-cruiser/bin/dependency-cruise.mjs';
  return runIn(house, tool, ['--config', CONFIG, 'libs', 'sites', 'tools']);
}

describe('the doors between rooms', () => {
  const houses: string[] = [];
  let broken: Inspection;

  beforeAll(() => {
    const planted: typeof HOUSE = { ...HOUSE, ...WAYS_BACK };
    for (const [, file, imported] of PLANTS) planted[file] = `import '${imported}';`;
    houses.push(build(HOUSE), build(planted));
    broken = inspect(houses[1]!);
  });
  afterAll(() => houses.forEach((house) => rmSync(house, { recursive: true })));

  test('a house that keeps the rules passes', () => {
    expect(inspect(houses[0]!)).toMatchObject({ status: 0 });
  });

  test('every rule has a planted violation', async () => {
    const config = (await import(CONFIG)) as { default: { forbidden: { name: string }[] } };
    const rules = config.default.forbidden.map(({ name }) => name);
    expect(PLANTS.map(([rule]) => rule).sort()).toEqual(rules.sort());
  });

  test.each(PLANTS)('%s fails on %s, which imports %s', (rule, file) => {
    expect(broken.status).not.toBe(0);
    const at = rule === CIRCLES_OF_FOLDERS ? dirname(file) : file;
    expect(broken.report).toContain(`error ${rule}: ${at} → `);
  });
});

// dependency-cruiser does not read .astro files: what they import is read here.
describe('an .astro file', () => {
  const imports = ['sites/paper/src', 'sites/gallery/src'].flatMap((site) =>
    readdirSync(join(ROOT, site), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.astro'))
      .map((file) => join(site, file))
      .flatMap((file) =>
        importsOf(readFileSync(join(ROOT, file), 'utf8')).map((to) => [file, to, site] as const),
      ),
  );

  test('imports something, or this check looks past it', () => {
    for (const imported of [
      ['sites/paper/src/components/Contents.astro', '../story/chapters', 'sites/paper/src'],
      ['sites/gallery/src/layouts/Page.astro', '@deconv/elements/tokens', 'sites/gallery/src'],
    ])
      expect(imports).toContainEqual(imported);
  });

  test.each(imports)('%s may import %s', (file, to, site) => {
    // Documents are data: doors are for code.
    if (/^\..*\.(json|md)$/.test(to)) return;
    if (to.startsWith('.')) expect(join(dirname(file), to)).toContain(dirname(site));
    else
      expect(to).toMatch(
        /^(@deconv\/(datasets|elements|engine|pictures|results)(\/|$)|astro(:|\/types$)|@fontsource|katex\/)/,
      );
  });
});

/** The modules that a text imports at the start of its lines. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/^\s*import\s+(?:[^'"]*\sfrom\s+)?['"]([^'"]+)['"]/gm)].map(
    ([, module]) => module!,
  );
}
