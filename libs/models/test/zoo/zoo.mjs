// `npm run zoo -- FOLDER`: reads the networks that export.py made there, compares what Deconv computes of them with what
// PyTorch did, writes docs/zoo.json and the table of docs/your-model.md. With --check it only says whether the page holds the
// table of docs/zoo.json; with --table it writes that table and measures nothing. Build first.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTable } from './table.mjs';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const RESULTS = `${ROOT}docs/zoo.json`;
const PAGE = `${ROOT}docs/your-model.md`;

const args = process.argv.slice(2);
const [folder, ...names] = args.filter((arg) => !arg.startsWith('--'));

async function measured() {
  const { measure } = await import('./measure.mjs');
  const known = names.length ? JSON.parse(readFileSync(RESULTS, 'utf8')).networks : [];
  const wanted = names.length ? names : readdirSync(folder);
  const networks = known.filter(({ name }) => !wanted.includes(name));
  for (const name of wanted) networks.push(await measure(join(folder, name)));
  return networks.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

if (folder) {
  const networks = await measured();
  const command = 'python3 libs/models/test/zoo/export.py PHOTOS FOLDER && npm run zoo -- FOLDER';
  writeFileSync(RESULTS, `${JSON.stringify({ command, networks }, undefined, 2)}\n`);
}
const page = readFileSync(PAGE, 'utf8');
const expected = await withTable(page, JSON.parse(readFileSync(RESULTS, 'utf8')).networks);
if (!args.includes('--check')) writeFileSync(PAGE, expected);
else if (page !== expected) {
  console.error(`${PAGE} does not hold the table of ${RESULTS}; npm run zoo -- --table writes it`);
  process.exitCode = 1;
}
