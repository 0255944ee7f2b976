/**
 * `npm run score -w @deconv/training -- <model folder> [seed]`: prints what a trained emoji network scores, and writes its
 * first layer's filters into `filters.png` in the folder.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECIPE } from '../recipe.js';
import { filterSheet } from './filterSheet.js';
import { readModel } from './readModel.js';
import { scoreEmoji, type ClassScores } from './scoreEmoji.js';

const [folder, seed = String(RECIPE.seed)] = process.argv.slice(2);
if (!folder) throw new Error('no model folder; say: npm run score -w @deconv/training -- <folder>');

const { trainingArtists, heldOutArtist } = await scoreEmoji(folder, Number(seed));
const sheet = await filterSheet(await readModel(folder), 'conv1');
await writeFile(join(folder, 'filters.png'), sheet);
report('the five artists of training', trainingArtists);
report('the artist held out', heldOutArtist);

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
