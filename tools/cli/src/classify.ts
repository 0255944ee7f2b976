import type { Fit } from '@deconv/datasets/node';
import type { Pixels } from '@deconv/datasets';
import type { Model } from '@deconv/models';
import { requireAnswer } from '@deconv/probes';
import { defineCommand } from 'citty';
import { decodeAhead } from './decodeAhead.js';
import { forwardPhoto } from './forwardPhoto.js';
import { imagesOf } from './imagesOf.js';
import { Incomplete } from './Incomplete.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  fitOf,
  fitOption,
  jsonOption,
  modelArguments,
  wholeNumber,
} from './options.js';
import { progress } from './progress.js';

interface Prediction {
  index: number;
  label: string;
  probability: number;
}

/** What was seen in one image, or why it could not be looked at. */
type Answer = { image: string } & ({ predictions: Prediction[] } | { error: string });

export const classify = defineCommand({
  meta: { name: 'classify', description: 'Name what a model sees in images' },
  args: {
    ...modelArguments,
    image: { type: 'positional', required: true, description: 'images, or folders of them' },
    top: { type: 'string', default: '5', description: 'how many classes to name' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args }) {
    const top = wholeNumber('top', args.top, 1);
    const fit = fitOf(args.fit);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    requireAnswer(model);
    const { images } = await imagesOf(args._.slice(1));
    const results = await answersTo(model, images, { top, fit });
    const output = args.json
      ? JSON.stringify({ backend, results }, undefined, 2)
      : results.flatMap(linesOf).join('\n');
    const errors = results.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    if (errors.length) throw new Incomplete(summaryOf(errors, images.length), output);
    return output;
  },
});

async function answersTo(
  model: Model,
  images: readonly string[],
  { top, fit }: { top: number; fit: Fit },
): Promise<Answer[]> {
  const report = progress(images.length);
  const answers: Answer[] = [];
  for await (const pixels of decodeAhead(images, { size: model.preprocess.inputSize, fit })) {
    const image = images[answers.length]!;
    if (pixels instanceof Error) answers.push({ image, error: pixels.message });
    else answers.push({ image, predictions: await predict(model, pixels, top) });
    report(answers.length);
  }
  return answers;
}

/** The classes that the network finds most probable, the most probable first. */
async function predict(model: Model, pixels: Pixels, top: number): Promise<Prediction[]> {
  const record = forwardPhoto(model, pixels);
  const values = Array.from(await record.output.data());
  record.dispose();
  return values
    .map((probability, index) => ({
      index,
      label: model.labels[index] ?? `class ${index}`,
      probability,
    }))
    .sort((a, b) => b.probability - a.probability || a.index - b.index)
    .slice(0, top);
}

function linesOf(answer: Answer): string[] {
  if ('error' in answer) return [];
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(5);
  return [
    answer.image,
    ...answer.predictions.map(({ probability, label }) => `  ${percent(probability)} %  ${label}`),
  ];
}

function summaryOf(errors: readonly string[], total: number): string {
  if (total === 1) return errors[0]!;
  return [`${errors.length} of ${total} images failed`, ...errors].join('\n  ');
}
