import { defineCommand } from 'citty';
import { openModel, startBackend } from './openModel.js';
import { openPhoto } from './openPhoto.js';
import {
  backendOption,
  fitOf,
  fitOption,
  jsonOption,
  modelArgument,
  oneOf,
  wholeNumber,
} from './options.js';

export const classify = defineCommand({
  meta: { name: 'classify', description: 'Name what a model sees in images' },
  args: {
    model: modelArgument,
    image: { type: 'positional', required: true, description: 'one image or several' },
    top: { type: 'string', default: '5', description: 'how many classes to name' },
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args }) {
    const count = wholeNumber('top', args.top, 1);
    const fit = fitOf(args.fit);
    const backend = await startBackend(oneOf('backend', args.backend, ['wasm', 'cpu']));
    const model = await openModel(args.model);
    const results = [];
    for (const image of args._.slice(1)) {
      const { record } = await openPhoto(model, image, fit);
      const values = Array.from(await record.output.data());
      record.dispose();
      const predictions = values
        .map((probability, index) => ({
          index,
          label: model.labels[index] ?? `class ${index}`,
          probability,
        }))
        .sort((a, b) => b.probability - a.probability || a.index - b.index)
        .slice(0, count);
      results.push({ image, predictions });
    }
    if (args.json) return JSON.stringify({ backend, results }, undefined, 2);
    return results
      .map(({ image, predictions }) =>
        [
          image,
          ...predictions.map(
            ({ probability, label }) =>
              `  ${(100 * probability).toFixed(1).padStart(5)} %  ${label}`,
          ),
        ].join('\n'),
      )
      .join('\n');
  },
});
