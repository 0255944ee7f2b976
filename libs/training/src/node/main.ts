/** `npm run train -w @deconv/training -- --folder models/zfnet-emoji`: trains the network that ships. */
import { parseArgs } from 'node:util';
import { INITIALISATION } from '../initialWeights.js';
import { RECIPE } from '../recipe.js';
import type { TrainingProgress } from '../train.js';
import { trainEmoji } from './trainEmoji.js';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    epochs: { type: 'string', default: String(RECIPE.epochs) },
    steps: { type: 'string', default: String(RECIPE.stepsPerEpoch) },
    batch: { type: 'string', default: String(RECIPE.batchSize) },
    rate: { type: 'string', default: String(RECIPE.peakRate) },
    dropout: { type: 'string', default: String(RECIPE.dropout) },
    scale: { type: 'string', default: '0.0625' },
    'first-layer': { type: 'string', default: String(INITIALISATION.firstLayer) },
    seed: { type: 'string', default: String(RECIPE.seed) },
  },
});

if (!values.folder) throw new Error('no folder to write to; say --folder <path>');

await trainEmoji({
  folder: values.folder,
  recipe: {
    ...RECIPE,
    epochs: Number(values.epochs),
    stepsPerEpoch: Number(values.steps),
    batchSize: Number(values.batch),
    peakRate: Number(values.rate),
    dropout: Number(values.dropout),
    seed: Number(values.seed),
  },
  scale: Number(values.scale),
  initialisation: { ...INITIALISATION, firstLayer: Number(values['first-layer']) },
  onProgress: report,
  onValidation: (epoch, { loss, accuracy }) =>
    console.log(`epoch ${epoch}: validation loss ${loss.toFixed(3)}, ${percent(accuracy)} right`),
});

function report(progress: TrainingProgress): void {
  const { epoch, step, steps, loss, accuracy, imagesPerSecond, secondsLeft, warning } = progress;
  if (step % 10 === 0)
    console.log(
      `epoch ${epoch}, step ${step} of ${steps}: loss ${loss.toFixed(3)}, ${percent(accuracy)} right, ${imagesPerSecond.toFixed(0)} images/s, ${(secondsLeft / 60).toFixed(1)} min left`,
    );
  if (warning) console.warn(warning);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
