import { requireUnit, RULE_NAMES, type RuleName } from '@deconv/core';
import type { Pixels } from '@deconv/datasets';
import { decodeImage, type Fit } from '@deconv/datasets/node';
import { skippedLines, type ChooseChannels } from '@deconv/experiments';
import { toInput, type Model } from '@deconv/models';
import { Evolution, type EvolutionCell, requireProjectable, type WatchedMap } from '@deconv/probes';
import { writeResults, type EvolutionResults, type EvolutionResultsMap } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { documentHeader } from './documentHeader.js';
import { drawUnit } from './drawUnit.js';
import { evolutionSheet } from './evolution/evolutionSheet.js';
import { strongestOver } from './evolution/strongestOver.js';
import { fingerprint } from './fingerprint.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openCheckpoints, type Checkpoint } from './openCheckpoints.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  everyValue,
  fitOf,
  fitOption,
  imagesArgument,
  jsonOption,
  layersOption,
  number,
  oneOf,
  wholeNumber,
} from './options.js';
import { placeInside } from './placeInside.js';
import { threadsOf, threadsOption } from './threads/threadsOf.js';
import { channelsOf } from './top/channelsOf.js';
import { fileNameOf } from './top/fileNameOf.js';
import { wholeFolder } from './wholeFolder.js';
import { writeWhole } from './writeWhole.js';

export const evolution = defineCommand({
  meta: { name: 'evolution', description: 'Follow feature maps through the training of a model' },
  args: {
    checkpoints: {
      type: 'positional',
      required: true,
      description: 'folder of models named by numbers, as train writes in epochs',
    },
    images: imagesArgument,
    layers: layersOption,
    channels: {
      type: 'string',
      default: 'random:6',
      description: 'feature maps of each layer: 0-15,40 or all or random:6',
    },
    seed: { type: 'string', default: '0', description: 'chooses the random feature maps' },
    rule: { type: 'string', default: 'deconvnet', description: RULE_NAMES.join(', ') },
    changed: {
      type: 'string',
      default: '0.5',
      description: 'a feature counts as changed below this similarity',
    },
    out: { type: 'string', required: true, description: 'folder to write' },
    threads: threadsOption,
    fit: fitOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const layers = everyValue('layers', rawArgs);
    const { choose, ...options } = optionsOf(args, rawArgs);
    const threads = threadsOf(args.threads);
    const backend = await startBackend(args.backend);
    const checkpoints = await openCheckpoints(args.checkpoints);
    const given = args._.slice(1);
    const { images, leftOut } = await imagesOf(given);
    return interruptible('interrupted; nothing is written', (signal) =>
      wholeFolder(args.out, async (folder) => {
        const task = { folder, backend, layers, choose, threads, ...options, signal };
        const { last, skipped, ...found } = await follow(checkpoints, images, task);
        const known = { source: args.checkpoints, model: last, backend, given, leftOut };
        const results: EvolutionResults = {
          ...documentHeader({ ...known, images: images.length, skipped }),
          probe: 'evolution',
          options,
          ...found,
        };
        const text = writeResults(results);
        const sheets = await writeSheets(folder, results, layers);
        const path = join(folder, 'results.json');
        await writeWhole([{ path, bytes: Buffer.from(text) }]);
        return args.json ? text : summaryOf(results, sheets, args.out);
      }),
    );
  },
});

/** @throws UsageError for a value that is none of its option */
function optionsOf(
  args: Record<'seed' | 'channels' | 'rule' | 'fit' | 'changed', string>,
  rawArgs: string[],
): EvolutionResults['options'] & { rule: RuleName; fit: Fit; choose: ChooseChannels } {
  const seed = wholeNumber('seed', args.seed, 0);
  return {
    choose: channelsOf(args.channels, seed, rawArgs),
    rule: oneOf('rule', args.rule, RULE_NAMES),
    fit: fitOf(args.fit),
    channels: args.channels,
    seed,
    changed: number('changed', args.changed, {}),
  };
}

interface Task {
  /** Where pictures are written. */
  folder: string;
  backend: string;
  layers: readonly string[];
  choose: ChooseChannels;
  threads: (images: number) => number;
  rule: RuleName;
  fit: Fit;
  changed: number;
  signal: AbortSignal;
}

/** Goes through the checkpoints; writes the pictures of each. */
async function follow(
  checkpoints: readonly Checkpoint[],
  images: readonly string[],
  { folder, backend, layers, choose, threads, rule, fit, changed, signal }: Task,
) {
  let last = await openModel(checkpoints[0]!.path);
  const chosen = layers.map((layer) => ({ layer, channels: channelsIn(last, layer, choose) }));
  const watched = chosen.flatMap(({ layer, channels }) =>
    channels.map((channel): WatchedMap => ({ layer, channel })),
  );
  const probe = new Evolution(watched);
  const maps = watched.map((map): EvolutionResultsMap => ({ ...map, cells: [] }));
  const seen: EvolutionResults['checkpoints'] = [];
  let skipped: EvolutionResults['data']['skipped'] = [];
  for (const [i, { name, path }] of checkpoints.entries()) {
    if (i > 0) {
      last.dispose();
      last = await openModel(path);
    }
    for (const { layer, channel } of watched) requireMap(last, layer, channel);
    const settings = { layers: chosen, rule, fit, folder };
    const opened = { source: path, backend, fingerprint: fingerprint(last), settings };
    const what = `images, checkpoint ${name} (${i + 1} of ${checkpoints.length})`;
    const looking = { threads: threads(images.length), what, signal };
    const found = await strongestOver(last, opened, images, looking);
    const inFolder = { model: last, images, fit, folder };
    const imageAt = async (index: number): Promise<Tensor4D> =>
      toInput(await pixelsOf(inFolder, index), last.preprocess);
    const cells = await probe.add(last.network, found.entries, imageAt, { rule, signal });
    ({ skipped } = found);
    seen.push({ name, fingerprint: opened.fingerprint });
    for (const [map, cell] of cells.entries()) {
      const drawn = await drawCell(name, cell, inFolder);
      const featureChanged = cell.similarity !== null && cell.similarity < changed;
      maps[map]!.cells.push({ ...drawn, featureChanged });
    }
  }
  return { last, skipped, checkpoints: seen, maps };
}

function channelsIn(model: Model, layer: string, choose: ChooseChannels): number[] {
  requireProjectable(model, layer);
  const { network } = model;
  const index = network.indexOf(layer);
  return choose(network.nodes[index]!.op.shape.channels, index);
}

/** A model and the images that it looks at, with the folder to write to. */
interface InFolder {
  model: Model;
  images: readonly string[];
  fit: Fit;
  folder: string;
}

const pixelsOf = ({ model, images, fit }: InFolder, index: number): Promise<Pixels> =>
  decodeImage(images[index]!, { size: model.preprocess.inputSize, fit });

/** @throws Error for a map that is not there, or cannot be projected */
function requireMap(model: Model, layer: string, channel: number): void {
  requireProjectable(model, layer);
  requireUnit(model.network, { layer, channel, at: [0, 0] });
}

/** Writes what a map saw at a checkpoint. */
async function drawCell(
  checkpoint: string,
  { layer, channel, entry, projection, imageChanged, similarity }: EvolutionCell,
  inFolder: InFolder,
) {
  const { model, images, folder } = inFolder;
  const pixels = await pixelsOf(inFolder, entry.image);
  const stem = `${fileNameOf(layer)}/${channel}/${checkpoint}`;
  const { scale, receptiveField } = await drawUnit(folder, stem, pixels, projection, model);
  const { at, activation } = entry;
  const [patch, drawn] = [`${stem}-patch.png`, `${stem}-projection.png`];
  const seen = { image: images[entry.image]!, at, activation };
  const unit = { ...seen, receptiveField, patch, projection: drawn, scale };
  return { ...unit, imageChanged, similarity };
}

/** @returns the names of the sheets, one a layer */
async function writeSheets(
  folder: string,
  results: EvolutionResults,
  layers: readonly string[],
): Promise<string[]> {
  const names = layers.map((layer) => `${fileNameOf(layer)}.png`);
  for (const [i, layer] of layers.entries()) {
    const maps = results.maps.filter((map) => map.layer === layer);
    const bytes = await evolutionSheet(folder, results, maps);
    const path = await placeInside(folder, names[i]!, `layer "${layer}"`);
    await writeWhole([{ path, bytes }]);
  }
  return names;
}

function summaryOf(
  { checkpoints, maps, data }: EvolutionResults,
  sheets: readonly string[],
  folder: string,
): string {
  const layers = [...new Set(maps.map(({ layer }) => layer))];
  const lines = layers.map((layer, i) => {
    const cells = maps.filter((map) => map.layer === layer).flatMap((map) => map.cells);
    const count = (what: 'imageChanged' | 'featureChanged'): number =>
      cells.filter((cell) => cell[what]).length;
    const last = lastChange(
      maps.filter((map) => map.layer === layer),
      checkpoints,
    );
    return `${visibleName(layer)}: another image ${count('imageChanged')} times, another feature ${count('featureChanged')} times${last ? `, last at checkpoint ${last}` : ''}: ${join(folder, sheets[i]!)}`;
  });
  return [
    `${checkpoints.length} checkpoints: ${checkpoints.map(({ name }) => name).join(', ')}`,
    ...skippedLines(data),
    ...lines,
    `written: ${join(folder, 'results.json')}`,
  ].join('\n');
}

/** The last checkpoint at which a feature of these maps changed, if one did. */
function lastChange(
  maps: readonly EvolutionResultsMap[],
  checkpoints: EvolutionResults['checkpoints'],
): string | undefined {
  return checkpoints.findLast((_, i) => maps.some(({ cells }) => cells[i]!.featureChanged))?.name;
}
