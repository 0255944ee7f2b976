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
    limit: '45 KB',
  }));

export default elements;
