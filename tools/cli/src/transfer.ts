import type { Model } from '@deconv/models';
import { meanAndSd, measureTransfer } from '@deconv/probes';
import { writeResults, type TransferResults } from '@deconv/results';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { documentHeader } from './documentHeader.js';
import { skippedLines } from './eachImage.js';
import { interruptible } from './interruptible.js';
import { openModel, startBackend } from './openModel.js';
import { backendOption, requireNoMore } from './options.js';
import { table } from './table.js';
import { accuracyInWords, overlapLine } from './transfer/accuracyInWords.js';
import { classifierArguments, settingsOf, wholeNumbers } from './transfer/classifierArguments.js';
import { frozenFeatures, shapesOf, type FrozenTask } from './transfer/frozenFeatures.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

export const transfer = defineCommand({
  meta: { name: 'transfer', description: 'Teach a network’s features the classes of other data' },
  args: {
    ...classifierArguments,
    layer: {
      type: 'string',
      required: true,
      description: 'layer whose features are read; it and those before stay as they are',
    },
    'per-class': {
      type: 'string',
      default: '15,30',
      description: 'images of each class to learn from: 15,30',
    },
    backend: backendOption,
  },
  async run({ args }) {
    requireNoMore(args._, ['model', 'data']);
    const settings = settingsOf(args);
    const counts = wholeNumbers('per-class', args['per-class']);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    model.network.indexOf(args.layer);
    return interruptible('interrupted; features that are ready are kept', (signal) =>
      wholeFolder(args.out, async (out) => {
        const task: FrozenTask = {
          ...settings,
          data: args.data,
          layers: [args.layer],
          perClass: Math.max(...counts),
          overlapWith: args.overlap,
          cache: args.cache,
          signal,
        };
        const results = await measure({ source: args.model, model, backend, task, counts });
        const text = writeResults(results);
        if (out) await writeWhole([{ path: join(out, 'results.json'), bytes: Buffer.from(text) }]);
        return args.json ? text : summaryOf(results);
      }),
    );
  },
});

interface Known {
  source: string;
  model: Model;
  backend: string;
  task: FrozenTask;
  counts: readonly number[];
}

async function measure({ source, model, backend, task, counts }: Known): Promise<TransferResults> {
  const frozen = await frozenFeatures(model, task);
  const { classes, overlap, images, name } = frozen;
  const { folds, test, seed, strengths, most, fit, signal } = task;
  const layer = task.layers[0]!;
  const features = frozen.features.byLayer.get(layer)!;
  const labelled = { features, labels: Int32Array.from(frozen.labels), classes: classes.length };
  const measures: TransferResults['measures'] = [];
  for (const perClass of counts) {
    const drawn = frozen.foldsOf(perClass);
    const found = await measureTransfer(labelled, drawn, { strengths, signal });
    const tested = drawn[0]!.tested.length;
    measures.push({ perClass, tested, ...found, ...meanAndSd(found.folds) });
    process.stderr.write(`${perClass} a class: ${accuracyInWords(measures.at(-1)!)} %\n`);
  }
  const skipped = frozen.features.skipped;
  const header = documentHeader({ source, model, backend, given: [name], images, skipped });
  const options = { layer, perClass: [...counts], folds, test, seed, strengths, most, fit };
  const shapes = shapesOf(model, layer, most);
  return {
    ...header,
    probe: 'transfer',
    options,
    classes,
    ...shapes,
    overlap,
    measures,
    scratch: null,
  };
}

function summaryOf({ measures, options, data, classes, overlap }: TransferResults): string {
  const rows = measures.map(({ perClass, tested, strength, ...accuracy }) => [
    String(perClass),
    String(tested),
    String(strength),
    accuracyInWords(accuracy),
  ]);
  return [
    ...skippedLines(data),
    ...overlapLine(overlap),
    table(['a class', 'tested', 'decay', 'right, %'], rows),
    `(mean over ${classes.length} classes, ± over ${options.folds} folds)`,
  ].join('\n');
}
