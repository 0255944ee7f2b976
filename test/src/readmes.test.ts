import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT, runIn } from './house.ts';

interface Package {
  folder: string;
  name: string;
  description: string;
  dependencies?: Record<string, string>;
}

const packages = ['libs', 'sites', 'tools'].flatMap((hall) =>
  readdirSync(join(ROOT, hall))
    .map((room) => `${hall}/${room}`)
    .filter((folder) => folder !== 'tools/dev')
    .map((folder): Package => {
      const manifest = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
      return { folder, ...(JSON.parse(manifest) as Omit<Package, 'folder'>) };
    }),
);
const readmeOf = ({ folder }: Package): string =>
  readFileSync(join(ROOT, folder, 'README.md'), 'utf8');

/** What the README of a package says of the others that need it. */
function usersOf({ name }: Package): string {
  const users = packages.filter(({ dependencies = {} }) => name in dependencies);
  if (!users.length) return 'Used by no other package.';
  return `Used by ${users.map(({ folder }) => `\`${folder}\``).join(', ')}.`;
}

/** The first block of TypeScript in a README. One for browsers, with their DOM, is not run. */
function exampleIn(readme: string): { code: string; browser: boolean } | undefined {
  const [, mark, code] = /^```ts( browser)?\n(.*?)^```$/ms.exec(readme) ?? [];
  return code === undefined ? undefined : { code, browser: mark !== undefined };
}

const examples = packages.flatMap((each) => {
  const example = exampleIn(readmeOf(each));
  return example ? [{ ...example, folder: each.folder }] : [];
});

/** As deep below the root as the READMEs are, so that addresses in examples lead to the same files. */
const FOLDER = join(ROOT, '.cache/readmes');
const fileOf = (folder: string): string => join(FOLDER, `${basename(folder)}.ts`);

describe.each(packages)('the README of $folder', (each) => {
  test('says what the package is, in the words of its package.json', () => {
    expect(readmeOf(each)).toContain(`\n\n${each.description}\n\n`);
  });

  test('says who uses it', () => {
    expect(readmeOf(each)).toContain(`\n\n${usersOf(each)}\n\n`);
  });
});

describe('the examples', () => {
  const shown = packages.filter(
    ({ folder }) => !folder.startsWith('sites/') && folder !== 'tools/bench',
  );
  test.each(shown)('$folder has one', ({ folder }) => {
    expect(examples.map((each) => each.folder)).toContain(folder);
  });

  beforeAll(() => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const { folder, code } of examples) writeFileSync(fileOf(folder), code);
    const config = { extends: '../../test/tsconfig.json', include: ['*.ts'] };
    writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(config));
  });

  test('have no errors of types', () => {
    expect(runIn(FOLDER, 'typescript/bin/tsc', ['-p', '.'])).toEqual({ status: 0, report: '' });
  });

  test.each(examples.filter(({ browser }) => !browser))('that of $folder runs', async (each) => {
    await import(pathToFileURL(fileOf(each.folder)).href);
  });
});
