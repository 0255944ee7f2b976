import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { buildHouse, ROOT, runIn, type Inspection } from './house.ts';

/** A repository in small in which everything is used, under the settings of this one. */
const HOUSE: Record<string, string> = {
  'knip.json': readFileSync(join(ROOT, 'knip.json'), 'utf8'),
  'package.json': '{ "name": "house", "workspaces": ["libs/*"] }',
  'libs/datasets/package.json': manifest({ 'pure-rand': '8.4.2' }),
  'libs/datasets/src/index.ts': "import 'pure-rand';\nexport * from './used.js';",
  'libs/datasets/src/used.ts': "import { inner } from './inner.js';\nexport const used = inner;",
  'libs/datasets/src/inner.ts': 'export const inner = 1;',
};

function manifest(dependencies: Record<string, string>): string {
  const name = '@deconv/datasets';
  return JSON.stringify({
    name,
    private: true,
    type: 'module',
    exports: { '.': './src/index.ts' },
    dependencies,
  });
}

let house = '';
afterEach(() => rmSync(house, { recursive: true }));

/** Runs the check that `npm run unused` runs, in the house with other files. */
function inspect(files: Record<string, string>): Inspection {
  house = buildHouse({ ...HOUSE, ...files });
  return runIn(house, 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']);
}

test('a repository in which everything is used passes', () => {
  expect(inspect({})).toEqual({ status: 0, report: '' });
});

test('an export that no one imports fails', () => {
  const { status, report } = inspect({
    'libs/datasets/src/inner.ts': 'export const inner = 1;\nexport const planted = 2;',
  });
  expect(status).not.toBe(0);
  expect(report).toMatch(/Unused exports \(1\)\nplanted .*libs\/datasets\/src\/inner.ts/);
});

test('a file that no one imports fails', () => {
  const { status, report } = inspect({ 'libs/datasets/src/planted.ts': 'export {};' });
  expect(status).not.toBe(0);
  expect(report).toMatch(/Unused files \(1\)\nlibs\/datasets\/src\/planted.ts/);
});

test('a dependency that no one imports fails', () => {
  const { status, report } = inspect({
    'libs/datasets/package.json': manifest({ 'pure-rand': '8.4.2', planted: '1.0.0' }),
  });
  expect(status).not.toBe(0);
  expect(report).toMatch(/Unused dependencies \(1\)\nplanted /);
});

test('an import of a package that is not declared fails, in .astro files too', () => {
  const { status, report } = inspect({
    'package.json': '{ "name": "house", "workspaces": ["libs/*", "sites/*"] }',
    'sites/paper/package.json': '{ "name": "@deconv/paper", "dependencies": { "astro": "5.0.0" } }',
    'sites/paper/src/pages/index.astro': "---\nimport '@deconv/datasets';\n---\n<p>planted</p>",
  });
  expect(status).not.toBe(0);
  expect(report).toMatch(/Unlisted dependencies \(1\)\n@deconv\/datasets .*index.astro/);
});
