import { requireUnit, RULE_NAMES } from '@deconv/core';
import { skippedLines, type ChooseChannels } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { requireProjectable, type TopLayer } from '@deconv/probes';
import { writeResults, type TopResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { defineCommand } from 'citty';
import { join } from 'node:path';
import { documentHeader } from './documentHeader.js';
import { fingerprint } from './fingerprint.js';
import { identityOf } from './identity/identityOf.js';
import { requireUnchanged } from './identity/requireUnchanged.js';
import { imagesOf } from './imagesOf.js';
import { interruptible } from './interruptible.js';
import { openModel, startBackend } from './openModel.js';
import {
  backendOption,
  everyValue,
  fitOf,
  fitOption,
  imagesArgument,
  jsonOption,
  modelArguments,
  oneOf,
  wholeNumber,
} from './options.js';
import { threadsOf, threadsOption } from './threads/threadsOf.js';
import { channelsOf } from './top/channelsOf.js';
import { drawUnits } from './top/drawUnits.js';
import { findTop } from './top/findTop.js';
import { resultsOf } from './top/resultsOf.js';
import { topCrew } from './top/topCrew.js';
import { TopRun } from './top/TopRun.js';
import type { TopSettings } from './top/topWork.js';
import { writeSheets } from './top/writeSheets.js';
import { writeWhole } from './writeWhole.js';

/** Raised with what `progress.json` means, and with what is found in the same images. */
const WORK = 'top 1';

export const top = defineCommand({
  meta: {
    name: 'top',
    description: 'Find what excites feature maps most, over any number of images, and project it',
  },
  args: {
    ...modelArguments,
    images: imagesArgument,
    layer: {
      type: 'string',
      required: true,
      several: true,
      description: 'names of layers (see inspect): a,b or --layer a --layer b',
    },
    channels: {
      type: 'string',
      default: 'random:16',
      description: 'feature maps of each layer: 0-15,40 or all or random:16',
    },
    seed: { type: 'string', default: '0', description: 'chooses the random feature maps' },
    k: { type: 'string', default: '9', description: 'how many images to keep for each map' },
    rule: { type: 'string', default: 'deconvnet', description: RULE_NAMES.join(', ') },
    out: {
      type: 'string',
      required: true,
      description: 'folder to write; the same command goes on where it was stopped',
    },
    fit: fitOption,
    threads: threadsOption,
    json: jsonOption,
    backend: backendOption,
  },
  async run({ args, rawArgs }) {
    const names = everyValue('layer', rawArgs);
    const { choose, threads, ...options } = optionsOf(args, rawArgs);
    const backend = await startBackend(args.backend);
    const model = await openModel(args.model);
    const layers = layersOf(model, names, choose);
    const given = args._.slice(1);
    const { images, leftOut } = await imagesOf(given);
    const { network } = model;
    const known = { source: args.model, model, backend, given, images: images.length, leftOut };
    return interruptible('interrupted; the same command goes on from here', async (signal) => {
      const { rule, fit } = options;
      const asked = { layers: names.join(), backend, ...options };
      const subject = { work: WORK, options: asked, images, network: fingerprint(model) };
      const identify = () => identityOf(subject, signal);
      const run = await TopRun.open(args.out, identify, layers);
      const settings = { layers: chosenMaps(layers), rule, fit, folder: args.out };
      const opened = { source: args.model, backend, fingerprint: subject.network, settings };
      const crew = topCrew(model, opened, threads(images.length));
      try {
        await findTop(run, crew, images, { ...options, signal });
        await drawUnits(run, crew, images, signal);
      } finally {
        await crew.close();
      }
      const { identity, skipped } = run.progress;
      await requireUnchanged(identity, images, { signal, discard: () => run.close() });
      const header = documentHeader({ ...known, skipped });
      const results = resultsOf(run, images, { header, options, network });
      const sheets = await writeSheets(args.out, results, signal);
      const [path, text] = [join(args.out, 'results.json'), writeResults(results)];
      await writeWhole([{ path, bytes: Buffer.from(text) }]);
      await run.close();
      return args.json ? text : summaryOf(results, sheets, path);
    });
  },
});

type Said = Record<'seed' | 'channels' | 'k' | 'rule' | 'fit', string>;

/** @throws UsageError for a value that is none of its option */
function optionsOf(
  { threads, ...args }: Said & { threads?: string | undefined },
  rawArgs: string[],
) {
  const seed = wholeNumber('seed', args.seed, 0);
  return {
    choose: channelsOf(args.channels, seed, rawArgs),
    threads: threadsOf(threads),
    k: wholeNumber('k', args.k, 1),
    rule: oneOf('rule', args.rule, RULE_NAMES),
    fit: fitOf(args.fit),
    channels: args.channels,
    seed,
  };
}

/** @throws Error for a layer or channel that is not there, or cannot be projected */
function layersOf(model: Model, names: readonly string[], choose: ChooseChannels): TopLayer[] {
  const { network } = model;
  return names.map((layer) => {
    requireProjectable(model, layer);
    const index = network.indexOf(layer);
    const channels = choose(network.nodes[index]!.op.shape.channels, index);
    for (const channel of channels) requireUnit(network, { layer, channel, at: [0, 0] });
    return { layer, maps: channels.map((channel) => ({ channel, entries: [] })) };
  });
}

/** Layers with the numbers of their maps. */
function chosenMaps(layers: readonly TopLayer[]): TopSettings['layers'] {
  return layers.map(({ layer, maps }) => ({
    layer,
    channels: maps.map(({ channel }) => channel),
  }));
}

function summaryOf({ layers, data }: TopResults, sheets: string[][], document: string): string {
  const lines = layers.map(({ layer, maps, channels }, i) => {
    const dead = maps.filter(({ entries }) => entries[0]!.activation <= 0).length;
    const never = dead ? `, ${dead} of them never active` : '';
    return `${visibleName(layer)}: ${maps.length} of ${channels} feature maps${never}: ${sheets[i]!.join(', ')}`;
  });
  return [...skippedLines(data), ...lines, `written: ${document}`].join('\n');
}
