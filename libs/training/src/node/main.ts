/**
 * `npm run train -w @deconv/training -- --folder models/zfnet-emoji`: trains the networks that ship.
 * With `--photos <folder>`, and perhaps `--validation <folder>`, on photos in class folders instead of emoji.
 */
import { parseArgs } from 'node:util';
import { RECIPE, type Recipe } from '../recipe.js';
import type { TrainingProgress } from '../train.js';
import { zfnet } from '../zfnet.js';
import { emojiSource } from './emojiSource.js';
import { folderSource } from './folderSource.js';
import { trainNetwork } from './trainNetwork.js';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    photos: { type: 'string' },
    validation: { type: 'string' },
    epochs: { type: 'string', default: String(RECIPE.epochs) },
    steps: { type: 'string', default: String(RECIPE.stepsPerEpoch) },
    batch: { type: 'string', default: String(RECIPE.batchSize) },
    rate: { type: 'string', default: String(RECIPE.peakRate) },
    dropout: { type: 'string', default: String(RECIPE.dropout) },
    seed: { type: 'string', default: String(RECIPE.seed) },
  },
});

if (!values.folder) throw new Error('no folder to write to; say --folder <path>');

const recipe: Recipe = {
  ...RECIPE,
  epochs: Number(values.epochs),
  stepsPerEpoch: Number(values.steps),
  batchSize: Number(values.batch),
  peakRate: Number(values.rate),
  dropout: Number(values.dropout),
  seed: Number(values.seed),
};
const { seed, batchSize } = recipe;
const options = { seed, batchSize, inputSize: 96 };
const source = values.photos
  ? await folderSource({
      ...options,
      folder: values.photos,
      ...(values.validation && { validationFolder: values.validation }),
    })
  : emojiSource(options);

try {
  await trainNetwork({
    folder: values.folder,
    architecture: zfnet({ classes: source.classes.length, inputSize: options.inputSize }),
    recipe,
    source,
    onProgress: report,
    onValidation: ({ epoch, validation: { loss, accuracy } }) =>
      console.log(`epoch ${epoch}: validation loss ${loss.toFixed(3)}, ${percent(accuracy)} right`),
  });
} finally {
  source.close();
}

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
