import { startBackend } from '@deconv/cli/backend/startBackend';
import { openModel } from '@deconv/cli/openModel';
import { forward } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { toInput } from '@deconv/models';
import { version_core } from '@tensorflow/tfjs-core';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename } from 'node:path';
import { allUnitsCase } from './allUnitsCase.js';
import { browserBench } from './browser/browserBench.js';
import { countOnPage } from './browser/countOnPage.js';
import { countsText } from './browser/countsText.js';
import { compare, type Case } from './compare.js';
import { gradientCase } from './gradientCase.js';
import { lookingCase } from './lookingCase.js';
import { maxPoolCases } from './maxPoolCases.js';
import { nativeCases } from './nativeCases.js';
import { occlusionCase } from './occlusionCase.js';
import { readOptions, USAGE, type Options } from './options.js';
import { peersBench } from './peers/peersBench.js';
import { projectionCases } from './projectionCases.js';
import { sharesTable, timesTable, type Result } from './tables.js';
import { threadsCase } from './threadsCase.js';
import { transposedConvCases } from './transposedConvCases.js';
import { waitingShares } from './waitingShares.js';
import { zfnet224 } from './zfnet224.js';

const WAITING = 'training step, waiting for photos';

/** How many times as long whole maps are meant to take, by layer of the paper's network. */
const WHOLE_MAPS = { conv5: 3, conv3: 8, conv2: 50 };
/** How many times as long the plain way is meant to take for many units. */
const ALL_UNITS = 15;

async function casesOf({ model: folder, photo, photos }: Options): Promise<Case[]> {
  const model = await openModel(folder, {});
  const looked = async (size: number) =>
    toInput(await decodeImage(photo, { size }), { ...model.preprocess, inputSize: size });
  const image = await looked(model.network.input.height);
  const large = zfnet224();
  const largeImage = await looked(large.input.height);
  return [
    ...transposedConvCases(),
    ...(await projectionCases(forward(large, largeImage), WHOLE_MAPS)),
    await allUnitsCase('conv5', large, largeImage, ALL_UNITS),
    ...maxPoolCases(),
    await occlusionCase('the paper’s network', large, largeImage, 32),
    await occlusionCase(basename(folder), model.network, image, 8),
    ...(await nativeCases(folder, model, { photo, photos })),
    lookingCase(folder, model, photo),
    gradientCase(),
    threadsCase(),
  ];
}

/** All of it where nothing is asked for, else what has the text in its name. */
async function measure({ only, photo, rounds }: Options, cases: Case[]) {
  const announce = (name: string) => process.stderr.write(`${name} …\n`);
  const results: Result[] = [];
  for (const each of cases.filter(({ name }) => name.includes(only))) {
    announce(each.name);
    try {
      const ways = await compare(each, rounds);
      results.push({ name: each.name, clock: each.clock ?? 'processor', ways });
    } finally {
      await each.close?.();
    }
  }
  if (!WAITING.includes(only)) return { results, shares: [] };
  announce(WAITING);
  return { results, shares: await waitingShares(photo, rounds) };
}

async function bench(options: Options): Promise<string> {
  const backend = await startBackend({ backend: 'wasm' });
  const { rounds } = options;
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };
  // Whoever reads a time by the clock wants to know what else the machine did.
  const load = loadavg()[0]!;
  const made = { ...machine, load, node: process.version, tfjs: version_core, backend, rounds };
  const { results, shares } = await measure(options, await casesOf(options));
  if (options.json) return JSON.stringify({ ...made, results, shares }, undefined, 2);
  const head = `${made.cpu}, ${made.cores} cores, load ${load.toFixed(1)} at the start; Node ${made.node}, tfjs ${made.tfjs}, ${backend}; ${rounds} rounds`;
  const tables = [results.length && timesTable(results), shares.length && sharesTable(shares)];
  return [head, ...tables.filter(Boolean)].join('\n\n');
}

/** How many moves of a pointer are counted. */
const MOVES = 200;

async function counts({ json }: Options): Promise<string> {
  const found = await countOnPage(MOVES, (message) => process.stderr.write(`${message}\n`));
  return json ? JSON.stringify(found, undefined, 2) : countsText(found);
}

function measureFor(options: Options): Promise<string> {
  if (options.counts) return counts(options);
  if (options.browser) return browserBench(options);
  return options.peers ? peersBench(options) : bench(options);
}

async function main(): Promise<0 | 1 | 2> {
  let options: Options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  try {
    console.log(await measureFor(options));
    return 0;
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    return 1;
  }
}

process.exitCode = await main();
