import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { requirePhotos } from '@deconv/probes';
import { defineCommand } from 'citty';
import {
  backendArgs,
  backendArguments,
  chooseBackend,
  type ChosenBackend,
} from './backend/backendArguments.js';
import { startBackend } from './backend/startBackend.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openModel } from './openModel.js';
import { modelArguments, openingArgs, openingOf, type Opening } from './modelArguments.js';
import { everySaid, fitOf, fitOption, jsonOption } from './options.js';
import { asArgument } from './report/asArgument.js';
import { makeReport, type MadeReport } from './report/makeReport.js';
import { reportOptions, type ReportOptions } from './report/reportOptions.js';

export const report = defineCommand({
  args: {
    ...modelArguments,
    images: {
      type: 'string',
      several: true,
      description: 'images, or folders of them; here or in --config',
    },
    out: {
      type: 'string',
      required: true,
      description: 'folder to write; a second run makes only what has changed',
    },
    sections: {
      type: 'string',
      several: true,
      description: 'a,b of those a report has; default: all that can be',
    },
    layers: {
      type: 'string',
      several: true,
      description: 'names of layers (see inspect): a,b; default: chosen',
    },
    quick: { type: 'boolean', description: 'a hundred images, in two or three minutes' },
    full: { type: 'boolean', description: 'all images, and more of everything' },
    landmarks: { type: 'string', description: 'where parts are, for correspondence' },
    checkpoints: {
      type: 'string',
      description: 'folder of the model during its training; default: epochs in its folder',
    },
    seed: { type: 'string', description: 'chooses feature maps; default: 0' },
    config: { type: 'string', description: 'JSON file with any of these options' },
    live: {
      type: 'boolean',
      description: 'take the network and photos along, so that figures compute where they are read',
    },
    fit: fitOption,
    json: { ...jsonOption, description: 'print what was made as JSON' },
    ...backendArguments,
  },
  async run({ args, rawArgs }) {
    const said = everySaid('images', rawArgs);
    const options = await reportOptions({ ...args, images: said }, rawArgs);
    const [fit, opening] = [fitOf(args.fit), openingOf(args)];
    const backend = chooseBackend(args);
    await startBackend(backend);
    const model = await openModel(args.model, opening);
    try {
      requirePhotos(model);
      const { out, json } = args;
      const source = asArgument(args.model);
      return await run(model, { source, opening, out, options, fit, backend, json });
    } finally {
      model.dispose();
    }
  },
});

interface Asked {
  source: string;
  opening: Opening;
  out: string;
  options: ReportOptions;
  fit: Fit;
  backend: ChosenBackend;
  json?: boolean | undefined;
}

async function run(
  model: Model,
  { source, opening, out, options, fit, backend, json }: Asked,
): Promise<string> {
  const found = await imagesOf(options.images);
  const images = found.images.map(asArgument);
  return interruptible('interrupted; the same command goes on from here', async (signal) => {
    const common = ['--fit', fit, ...backendArgs(backend), ...openingArgs(opening)];
    const asked = { source, opening, folder: out, images, options, fit, common, signal };
    const made = await makeReport(model, asked);
    if (json) return JSON.stringify(made, undefined, 2);
    return [
      `${made.parts.length} parts, ${made.fresh} of them made now, in ${made.seconds.toFixed(0)} s`,
      ...made.leftOut.map(({ section, reason }) => `without ${section}: ${reason}`),
      `written: ${made.page} (${megabytes(made.bytes)} in all; open it in a browser)`,
      ...(made.live ? [liveLine(made.live)] : []),
    ].join('\n');
  });
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function liveLine({ bytes, photos }: NonNullable<MadeReport['live']>): string {
  return `of these, ${megabytes(bytes)} are what it computes with: engine, network and ${photos} photos, read when a figure is run`;
}
