import { skippedLines, table } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { meanAndSd } from '@deconv/pictures';
import { measureTransfer } from '@deconv/probes';
import type { LayersResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import type { layersArguments } from './arguments/layers.js';
import type { Typed } from './arguments/Typed.js';
import { computedOn } from './backend/computedOn.js';
import { startBackend } from './backend/startBackend.js';
import { documentHeader } from './documentHeader.js';
import { defaultLayers } from './layers/defaultLayers.js';
import { openingOf } from './modelArguments.js';
import { openModel } from './openModel.js';
import { everyValue, wholeNumber } from './options.js';
import { accuracyInWords, overlapLine } from './transfer/accuracyInWords.js';
import { settingsOf } from './transfer/classifierSettings.js';
import { frozenFeatures, shapesOf, type FrozenTask } from './transfer/frozenFeatures.js';
import { measureFrozen } from './transfer/measureFrozen.js';
import { say } from './say.js';

export async function layers({ args, rawArgs }: Typed<typeof layersArguments>) {
  const settings = settingsOf(args, rawArgs);
  const perClass = wholeNumber('per-class', args['per-class'], 1);
  const asked = args.layers === undefined ? undefined : everyValue('layers', rawArgs);
  const backend = await startBackend(args);
  const model = await openModel(args.model, openingOf(args));
  const names = asked ?? defaultLayers(model.network);
  for (const name of names) model.network.indexOf(name);
  const known = { source: args.model, model, backend };
  return measureFrozen(
    args,
    { ...settings, layers: names, perClass },
    (task) => measureLayers({ ...known, task }),
    summaryOf,
  );
}

interface Known {
  source: string;
  model: Model;
  backend: string;
  task: FrozenTask;
}

async function measureLayers({ source, model, backend, task }: Known): Promise<LayersResults> {
  const frozen = await frozenFeatures(model, task);
  const { classes, overlap, images, name } = frozen;
  const { folds, test, seed, strengths, most, fit, perClass, signal } = task;
  const drawn = frozen.foldsOf(perClass);
  const measured: LayersResults['layers'] = [];
  for (const layer of task.layers) {
    const features = frozen.features.byLayer.get(layer)!;
    const table = { features, labels: Int32Array.from(frozen.labels), classes: classes.length };
    const found = await measureTransfer(table, drawn, { strengths, signal });
    const entry = {
      layer,
      kind: model.network.nodes[model.network.indexOf(layer)]!.layer!,
      ...shapesOf(model, layer, most),
      ...found,
      ...meanAndSd(found.folds),
    };
    measured.push(entry);
    say(`${visibleName(layer)}: ${accuracyInWords(entry)} %`);
  }
  const header = documentHeader({
    source,
    model,
    backend: computedOn(backend, model.network),
    given: [name],
    images,
    skipped: frozen.features.skipped,
    leftOut: frozen.leftOut,
  });
  const options = { folds, test, seed, strengths, most, fit, perClass };
  const tested = drawn[0]!.tested.length;
  return { ...header, probe: 'layers', options, classes, overlap, tested, layers: measured };
}

function summaryOf({ layers: measured, options, data, classes, overlap }: LayersResults): string {
  const rows = measured.map(({ layer, kind, shape, pooled, strength, ...accuracy }) => [
    layer,
    kind,
    shape.join('×'),
    pooled.join('×'),
    String(strength),
    accuracyInWords(accuracy),
  ]);
  return [
    ...skippedLines(data),
    ...overlapLine(overlap),
    table(['layer', 'kind', 'features', 'as read', 'decay', 'right, %'], rows),
    `(mean over ${classes.length} classes, ± over ${options.folds} folds; ${options.perClass} images of each class to learn from, at most ${options.test} others to test)`,
  ].join('\n');
}
