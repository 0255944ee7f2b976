import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('dist/embed/', import.meta.url));
const chunks = JSON.parse(readFileSync(`${FOLDER}manifest.json`, 'utf8'));

/** A chunk and all that its import brings with it, in the manifest's names. */
function broughtBy(name, brought = new Set()) {
  if (brought.has(name)) return brought;
  brought.add(name);
  for (const each of chunks[name].imports ?? []) broughtBy(each, brought);
  return brought;
}

/** What a page downloads for one element with `src`. */
const elements = Object.keys(chunks)
  .filter((name) => chunks[name].isEntry && chunks[name].name !== 'deconv')
  .map((name) => ({
    name: chunks[name].name,
    path: [...broughtBy(name)].map((each) => FOLDER + chunks[each].file),
    gzip: true,
    limit: '50 KB',
  }));

/** A script and all that it imports at once, by their paths: chunks of the worker stand in no manifest. */
function withImports(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const imports = readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["'](\.\/[^"']+)["']/g);
  for (const [, each] of imports)
    withImports(fileURLToPath(new URL(each, `file://${path}`)), found);
  return found;
}

/** What comes on top when something is computed: the page's side of the engine, and its worker. */
const page = chunks['../engine/src/index.ts'];
const engine = {
  name: 'live engine',
  path: [...withImports(FOLDER + page.assets.find((each) => each.includes('/worker-')))].concat(
    FOLDER + page.file,
  ),
  gzip: true,
  limit: '213 KB',
};

export default [...elements, engine];
