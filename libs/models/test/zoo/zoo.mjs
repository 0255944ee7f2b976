// `npm run zoo -- FOLDER`: reads the networks that export.py made there, compares what Deconv computes of them with what
// PyTorch did, writes docs/zoo.json and the tables of docs/your-model.md. With --check it only says whether the page holds the
// tables of docs/zoo.json; with --table it writes those tables and measures nothing. With --graph-models each FOLDER is a
// tf.GraphModel, compared with TensorFlow.js' own executor; with --light FOLDER holds graphs of the ONNX Model Zoo with the
// answers that come with them. Build first.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTables } from './table.mjs';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const RESULTS = `${ROOT}docs/zoo.json`;
const PAGE = `${ROOT}docs/your-model.md`;

const args = process.argv.slice(2);
const [folder, ...names] = args.filter((arg) => !arg.startsWith('--'));
const known = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
const byName = (a, b) => (a.name < b.name ? -1 : 1);
const write = (results) => writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);

async function measured() {
  const { measure } = await import('./measure.mjs');
  const wanted = names.length ? names : readdirSync(folder);
  const networks = names.length ? known.networks.filter(({ name }) => !names.includes(name)) : [];
  for (const name of wanted) networks.push(await measure(join(folder, name)));
  return networks.toSorted(byName);
}

async function measuredGraphModels(folders) {
  const { measureGraphModel } = await import('./graphModels.mjs');
  const found = [];
  for (const each of folders) found.push(await measureGraphModel(each));
  return found.toSorted(byName);
}

async function measuredLight() {
  const { measureLight } = await import('./light.mjs');
  const files = readdirSync(folder).flatMap((file) => /^light_(.*)\.onnx$/.exec(file)?.[1] ?? []);
  const found = [];
  for (const name of files) found.push(await measureLight(folder, name));
  return found.toSorted(byName);
}

if (args.includes('--light')) write({ ...known, light: await measuredLight() });
else if (args.includes('--graph-models'))
  write({ ...known, graphModels: await measuredGraphModels([folder, ...names]) });
else if (folder) {
  const command = 'python3 libs/models/test/zoo/export.py PHOTOS FOLDER && npm run zoo -- FOLDER';
  write({ ...known, command, networks: await measured() });
}
const page = readFileSync(PAGE, 'utf8');
const expected = await withTables(page, JSON.parse(readFileSync(RESULTS, 'utf8')));
if (!args.includes('--check')) writeFileSync(PAGE, expected);
else if (page !== expected) {
  console.error(`${PAGE} does not hold the tables of ${RESULTS}; npm run zoo -- --table writes it`);
  process.exitCode = 1;
}
