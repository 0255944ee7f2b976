import { EXPERIMENTS, runExperiment, type Landmarks } from '@deconv/experiments';
import { writeResults } from '@deconv/results';
import type { correspondArguments } from './arguments/correspond.js';
import type { Typed } from './arguments/Typed.js';
import { basename, join } from 'node:path';
import { startBackend } from './backend/startBackend.js';
import { masksPicture } from './correspond/masksPicture.js';
import { matchLandmarks, type Matched } from './correspond/matchLandmarks.js';
import { readLandmarks } from './correspond/readLandmarks.js';
import { uprightSize } from './correspond/uprightSize.js';
import { optionsOf } from './experiment/optionsOf.js';
import { portsOf } from './experiment/portsOf.js';
import { interruptible } from './interruptible.js';
import { openModel } from './openModel.js';
import { openingOf } from './modelArguments.js';
import { fitOf } from './options.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

const { options, summary } = EXPERIMENTS.correspond;

export async function correspond({ args, rawArgs }: Typed<typeof correspondArguments>) {
  const [asked, fit] = [optionsOf(options, { args, rawArgs }), fitOf(args.fit)];
  const given = args._.slice(1);
  const matched = await matchLandmarks(given, await readLandmarks(args.landmarks), args.landmarks);
  const { marked, skipped, leftOut, missing } = matched;
  const looked = marked.map(({ path }) => path);
  const backend = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  const images = marked.length + skipped.length;
  const known = { source: args.model, model, backend, given, images, skipped, leftOut };
  return interruptible('interrupted; nothing is written', (signal) =>
    wholeFolder(args.out, async (folder) => {
      const results = await runExperiment(EXPERIMENTS.correspond, asked, {
        ...portsOf({ ...known, looked, fit, folder, signal }),
        landmarks: landmarksOf(marked, args.landmarks),
        ...(folder !== undefined && {
          onMasks: async (pixels, masks) => {
            const [path, bytes] = [join(folder, 'masks.png'), await masksPicture(pixels, masks)];
            await writeWhole([{ path, bytes }]);
          },
        }),
      });
      const text = writeResults(results);
      if (folder) {
        const path = join(folder, 'results.json');
        await writeWhole([{ path, bytes: Buffer.from(text) }]);
      }
      if (args.json) return text;
      const written = args.out ? [`written: ${join(args.out, 'results.json')}, masks.png`] : [];
      return [...summary(results, missing), ...written].join('\n');
    }),
  );
}

function landmarksOf(marked: Matched['marked'], file: string): Landmarks {
  return {
    name: basename(file),
    marks: marked.map(({ marks }) => [...marks]),
    extentOf: (index) => uprightSize(marked[index]!.path),
    advice: '; --fit stretch keeps it',
  };
}
