import type { Fit } from '@deconv/datasets/node';
import type { Model } from '@deconv/models';
import { requirePhotos } from '@deconv/probes';
import type { reportArguments } from './arguments/report.js';
import type { Typed } from './arguments/Typed.js';
import { backendArgs, chooseBackend, type ChosenBackend } from './backend/backendArguments.js';
import { startBackend } from './backend/startBackend.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openModel } from './openModel.js';
import { openingArgs, openingOf, type Opening } from './modelArguments.js';
import { everySaid, fitOf } from './options.js';
import { asArgument } from './report/asArgument.js';
import { makeReport, type MadeReport } from './report/makeReport.js';
import { reportOptions, type ReportOptions } from './report/reportOptions.js';

export async function report({ args, rawArgs }: Typed<typeof reportArguments>) {
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
}

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
