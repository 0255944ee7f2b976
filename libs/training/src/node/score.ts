/**
 * `npm run score -w @deconv/training -- <model folder> [<folder of class folders>]`: prints what a trained network scores
 * on photos, or on emoji scenes where no photos are named, and writes its first layer's filters into `filters.png`.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ClassScores } from '../classScores.js';
import { RECIPE } from '../recipe.js';
import { filterSheet } from './filterSheet.js';
import { readModel } from './readModel.js';
import { scoreEmoji } from './scoreEmoji.js';
import { scoreFolder } from './scoreFolder.js';
import { startWasm } from './startWasm.js';

const fromCaller = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path);

const [named, images] = process.argv.slice(2);
if (!named) throw new Error('no model folder; say: npm run score -w @deconv/training -- <folder>');

const folder = fromCaller(named);
const sheet = await writeSheet(folder);
if (images) report('all photos', await scoreFolder(folder, fromCaller(images)));
else {
  const { trainingArtists, heldOutArtist } = await scoreEmoji(folder, RECIPE.seed);
  report('the five artists of training', trainingArtists);
  report('the artist held out', heldOutArtist);
}
console.log(`filters of the first layer: ${sheet}`);

async function writeSheet(of: string): Promise<string> {
  await startWasm();
  const path = join(of, 'filters.png');
  await writeFile(path, await filterSheet(await readModel(of), 'conv1'));
  return path;
}

function report(who: string, { loss, accuracy, classes, confusions }: ClassScores): void {
  const weakest = Object.entries(classes).sort(([, a], [, b]) => a - b);
  console.log(`${who}: ${percent(accuracy)} right, loss ${loss.toFixed(3)}; the weakest classes:`);
  for (const [name, share] of weakest.slice(0, 12)) console.log(`  ${name}: ${percent(share)}`);
  console.log('most often confused:');
  for (const { shown, answered, share } of confusions.slice(0, 12))
    console.log(`  ${shown} taken for ${answered}: ${percent(share)}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
