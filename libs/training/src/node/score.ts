/** `npm run score -w @deconv/training -- <model folder> [seed]`: prints what a trained emoji network scores. */
import { RECIPE } from '../recipe.js';
import { scoreEmoji, type ClassScores } from './scoreEmoji.js';

const [folder, seed = String(RECIPE.seed)] = process.argv.slice(2);
if (!folder) throw new Error('no model folder; say: npm run score -w @deconv/training -- <folder>');

const { trainingArtists, heldOutArtist } = await scoreEmoji(folder, Number(seed));
report('the five artists of training', trainingArtists);
report('the artist held out', heldOutArtist);

function report(who: string, { loss, accuracy, classes }: ClassScores): void {
  const weakest = Object.entries(classes).sort(([, a], [, b]) => a - b);
  console.log(`${who}: ${(100 * accuracy).toFixed(1)} % right, loss ${loss.toFixed(3)}`);
  for (const [name, share] of weakest.slice(0, 12)) console.log(`  ${name}: ${100 * share} %`);
}
