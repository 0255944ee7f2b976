import type { Fit, LeftOut } from '@deconv/datasets/node';
import { skippedLines } from '@deconv/experiments';
import { chooseConvolutions, LIMITS, type Limits } from '@deconv/probes';
import { writeResults, type DiagnoseResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { diagnoseModel } from './diagnose/diagnoseModel.js';
import { findings } from './diagnose/findings.js';
import { layerTable } from './diagnose/layerTable.js';
import { leftOut } from './diagnose/leftOut.js';
import { legend } from './diagnose/legend.js';
import { limitsOf } from './diagnose/limitsOf.js';
import { writeFilterSheets, type Diagnosed } from './diagnose/writeFilterSheets.js';
import { documentHeader } from './documentHeader.js';
import { fingerprint } from './fingerprint.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { makeFolder } from './makeFolder.js';
import { openCheckpoints, type Checkpoint } from './openCheckpoints.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  everySaid,
  everyValue,
  fitOf,
  fitOption,
  jsonOption,
  modelArguments,
} from './options.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';
import { say } from './say.js';

export const diagnose = defineCommand({
  meta: { name: 'diagnose', description: 'Look at filters for what went wrong in training' },
  args: {
    ...modelArguments,
    model: {
      ...modelArguments.model,
      description: `${modelArguments.model.description}; or a folder of checkpoints: 1, 2, 5, …`,
    },
    images: {
      type: 'string',
      several: true,
      takesRest: true,
      description: 'images, or folders of them, to find dead units over',
    },
    layers: {
      type: 'string',
      several: true,
      description: 'names of layers: a,b; default: all with filters',
    },
    dominant: {
      type: 'string',
      description: `a filter dominates above so many times the median RMS; default: ${LIMITS.dominant}`,
    },
    dominated: {
      type: 'string',
      description: `and is dominated below this part of the largest; default: ${LIMITS.dominated}`,
    },
    cosine: {
      type: 'string',
      description: `of filters that are nearly alike, or more; default: ${LIMITS.cosine}`,
    },
    bands: {
      type: 'string',
      description:
        'where mid frequencies begin and end, in cycles per pixel; default: a sixth and a third',
    },
    out: { type: 'string', description: 'folder to write: results.json, a PNG for each layer' },
    fit: { ...fitOption, with: 'images' },
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const said = everySaid('images', rawArgs);
    // A shell makes several arguments of --images photos/*.jpg.
    const given = [...said, ...args._.slice(1)];
    const layers = args.layers === undefined ? undefined : everyValue('layers', rawArgs);
    const [limits, fit] = [limitsOf(args), fitOf(args.fit)];
    const { images, leftOut: others } = await imagesOf(given);
    const checkpoints = await openCheckpoints(args.model);
    const backend = await startBackend(args.backend);
    const task = { limits, fit, images, others, given, layers, backend };
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (out) => {
        const results = await diagnoseAll(checkpoints, { ...task, out, signal });
        const text = writeResults(results);
        if (out) await writeWhole([{ path: join(out, 'results.json'), bytes: Buffer.from(text) }]);
        return args.json ? text : summaryOf(results, args.out);
      }),
    );
  },
});

interface Task {
  limits: Limits;
  fit: Fit;
  images: readonly string[];
  /** The images as they were named on the command line. */
  given: readonly string[];
  /** What lies beside the images. */
  others: readonly LeftOut[];
  layers: readonly string[] | undefined;
  out: string | undefined;
  backend: string;
  signal: AbortSignal;
}

/** Looks at one checkpoint after the other, so that one at a time is in memory. */
async function diagnoseAll(
  checkpoints: readonly Checkpoint[],
  { layers: names, given, out, backend, ...task }: Task,
): Promise<DiagnoseResults> {
  const { limits, fit, images, others, signal } = task;
  const several = checkpoints.length > 1;
  const networks: DiagnoseResults['networks'] = [];
  let header: ReturnType<typeof documentHeader> | undefined;
  for (const { name, path } of checkpoints) {
    if (several) say(`checkpoint ${name}`);
    const model = await openModel(path);
    try {
      const chosen = chooseConvolutions(model, names);
      const missing = leftOut(model);
      if (missing) say(missing);
      const { layers, skipped } = await diagnoseModel(model, chosen, task);
      header = documentHeader({
        source: path,
        model,
        backend,
        given,
        images: images.length,
        skipped,
        leftOut: others,
      });
      const found = { title: name, model, chosen, layers, signal };
      const drawn = out ? await draw(out, several ? name : undefined, found) : layers;
      networks.push({ name, fingerprint: fingerprint(model), layers: drawn });
    } finally {
      model.dispose();
    }
  }
  const data = given.length ? header!.data : { name: 'none', images: 0, skipped: [] };
  const options = { ...limits, fit };
  return { ...header!, data, probe: 'diagnose', options, networks };
}

/** Draws the filters into the folder, or that of the checkpoint in it. @returns the layers with their pictures' names */
async function draw(out: string, checkpoint: string | undefined, found: Diagnosed) {
  if (checkpoint === undefined) return writeFilterSheets(out, found);
  const folder = join(out, checkpoint);
  await makeFolder(folder);
  const layers = await writeFilterSheets(folder, { ...found, title: `checkpoint ${checkpoint}` });
  return layers.map(({ drawn, ...layer }) => ({
    ...layer,
    ...(drawn && { drawn: { ...drawn, picture: `${checkpoint}/${drawn.picture}` } }),
  }));
}

function summaryOf(results: DiagnoseResults, out: string | undefined): string {
  const parts = [
    ...(results.data.images ? [skippedLines(results.data)] : []),
    [layerTable(results)],
    findings(results),
    legend(results),
    ...(out ? [[`written: ${join(out, 'results.json')} and a sheet for each layer`]] : []),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}
