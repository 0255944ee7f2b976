import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './house.js';

const ELEMENTS = `${ROOT}libs/elements/`;

interface Named {
  name: string;
}
interface Declaration extends Named {
  tagName?: string;
  attributes?: Named[];
  events?: (Named & { description?: string })[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
  members?: (Named & { kind: string; privacy?: string })[];
}

/** What the package says of its elements, by tag. */
const declared = new Map(
  (
    JSON.parse(readFileSync(`${ELEMENTS}dist/custom-elements.json`, 'utf8')) as {
      modules: { path: string; declarations: Declaration[] }[];
    }
  ).modules
    .flatMap(({ declarations }) => declarations)
    .flatMap((each) => (each.tagName ? [[each.tagName, each] as const] : [])),
);

const modules = readdirSync(`${ELEMENTS}src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `./dist/${file.replace(/[.]ts$/, '.js')}`);

/** Imports modules where there is no DOM. @returns the attributes of each element, by tag */
function attributesInNode(files: string[]): Record<string, string[]> {
  const program = `
    const found = {};
    for (const file of ${JSON.stringify(files)})
      for (const each of Object.values(await import(file)))
        if (each?.elementProperties && /^Deconv/.test(each.name))
          found[each.name] = [...(each.observedAttributes ?? [])];
    console.log(JSON.stringify(found));
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { cwd: ELEMENTS, encoding: 'utf8' },
  );
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, string[]>;
}

const tagOf = (name: string): string => name.replace(/[a-z](?=[A-Z])/g, '$&-').toLowerCase();

test('every module can be imported where there is no DOM, and the manifest holds every element with its attributes', () => {
  const attributes = attributesInNode(modules);
  const real = Object.entries(attributes).map(([name, own]) => [tagOf(name), own.sort()] as const);
  const said = [...declared].map(
    ([tag, each]) => [tag, (each.attributes ?? []).map(({ name }) => name).sort()] as const,
  );
  expect(Object.fromEntries(said)).toEqual(Object.fromEntries(real));
  expect(real.length).toBeGreaterThanOrEqual(8);
});

test('each element can be imported alone, under its name', () => {
  const { exports } = JSON.parse(readFileSync(`${ELEMENTS}package.json`, 'utf8')) as {
    exports: Record<string, { default?: string } | string>;
  };
  for (const tag of declared.keys()) {
    const file = Object.entries(exports).find(([name]) => `deconv-${name.slice(2)}` === tag)?.[1];
    expect(file, tag).toMatchObject({
      default: modules.find((each) => tagOf(basename(each, '.js')) === tag),
    });
  }
});

test.each([...declared])('the manifest says what <%s> can do', (_, element) => {
  const names = (list: Named[] | undefined): string[] => (list ?? []).map(({ name }) => name);
  const methods = (element.members ?? []).filter(
    ({ kind, privacy }) => kind === 'method' && (privacy ?? 'public') === 'public',
  );
  expect(names(methods)).toEqual(expect.arrayContaining(['toJSON', 'toSVG', 'toBlob']));
  const computes = names(element.attributes).includes('model');
  expect(names(element.events)).toEqual(
    expect.arrayContaining(['load', 'error', ...(computes ? ['progress'] : [])]),
  );
  expect(names(element.slots)).toEqual(
    expect.arrayContaining(['', 'title', 'caption', 'try', 'error']),
  );
  expect(names(element.cssParts)).toEqual(
    expect.arrayContaining(['plate', 'print', 'save', 'error']),
  );
  expect(names(element.cssProperties)).toEqual(
    expect.arrayContaining(['--deconv-accent', '--deconv-paper', '--deconv-ink']),
  );
});

test.each([...declared])('what <%s> tells the page is in the manifest', (_, element) => {
  const folder = `${ELEMENTS}src/figures/${element.tagName!.replace('deconv-', '')}/`;
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(folder + file, 'utf8'));
  const told = texts.flatMap((text) =>
    [...text.matchAll(/\btell\([^,]*, '(deconv-[a-z]+)'/g)].map(([, name]) => name!),
  );
  const events = (element.events ?? []).map(({ name }) => name);
  expect(told.filter((name) => !events.includes(name))).toEqual([]);
});

test('an event carries the same, whichever element tells it', () => {
  const source = readFileSync(`${ELEMENTS}src/parts/controllers/ReaderEvents.ts`, 'utf8');
  const carried = new Map<string, Set<string>>();
  for (const { events = [] } of declared.values())
    for (const { name, description = '' } of events) {
      if (!name.startsWith('deconv-')) continue;
      expect(source, name).toContain(`'${name}':`);
      const fields = /\{([^}]*)\}/.exec(description)?.[1] ?? '';
      const names = fields.replace(/:\s*\[[^\]]*\]/g, '').split(',');
      const said = names.map((each) => each.trim()).join(' ');
      carried.set(name, (carried.get(name) ?? new Set()).add(said));
    }
  expect(carried.size).toBeGreaterThan(10);
  expect([...carried].filter(([, said]) => said.size > 1)).toEqual([]);
});

test('docs/elements.md is what the elements say', () => {
  const args = [`${ROOT}tools/dev/elements.mjs`, '--check'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
