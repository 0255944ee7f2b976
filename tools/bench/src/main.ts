import { openModel, startBackend } from '@deconv/cli/openModel';
import { table } from '@deconv/cli/table';
import { forward } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { toInput } from '@deconv/models';
import { version_core } from '@tensorflow/tfjs-core';
import { availableParallelism, cpus } from 'node:os';
import { compare, type Case, type Spread, type Timing } from './compare.js';
import { maxPoolCases } from './maxPoolCases.js';
import { occlusionCase } from './occlusionCase.js';
import { readOptions, USAGE, type Options } from './options.js';
import { projectionCases } from './projectionCases.js';
import { transposedConvCases } from './transposedConvCases.js';

interface Result {
  name: string;
  ways: Timing[];
}

async function casesOf({ model: folder, photo }: Options): Promise<Case[]> {
  const model = await openModel(folder);
  const pixels = await decodeImage(photo, { size: model.preprocess.inputSize });
  const image = toInput(pixels, model.preprocess);
  const record = forward(model.network, image);
  return [
    ...transposedConvCases(),
    ...(await projectionCases(record)),
    ...maxPoolCases(),
    occlusionCase(model.network, image),
  ];
}

async function bench(options: Options): Promise<string> {
  const backend = await startBackend('wasm');
  const results: Result[] = [];
  for (const each of await casesOf(options)) {
    process.stderr.write(`${each.name} …\n`);
    results.push({ name: each.name, ways: await compare(each, options.rounds) });
  }
  const { rounds } = options;
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism() };
  const made = { ...machine, node: process.version, tfjs: version_core, backend, rounds };
  if (options.json) return JSON.stringify({ ...made, results }, undefined, 2);
  const head = `${made.cpu}, ${made.cores} cores; Node ${made.node}, tfjs ${made.tfjs}, ${backend}; ${rounds} rounds`;
  return `${head}\n\n${tableOf(results)}`;
}

function tableOf(results: readonly Result[]): string {
  const short = (value: number): number => Number(value.toPrecision(3));
  const rough = (value: number): number => Number(value.toPrecision(2));
  const milliseconds = ([low, median, high]: Spread): string =>
    `${short(median)} (${short(low)}–${short(high)})`;
  const times = ([low, median, high]: Spread): string =>
    `${rough(median)}× (${rough(low)}–${rough(high)})`;
  const rows = results.flatMap(({ name, ways }) => [
    [name, '', ''],
    ...ways.map(({ name, time, ratio }, i) => [
      `  ${name}`,
      milliseconds(time),
      i === 0 ? '' : times(ratio),
    ]),
  ]);
  return table(['way', 'CPU ms: median (quartiles)', 'as long as the first'], rows);
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
    console.log(await bench(options));
    return 0;
  } catch (error) {
    console.error(`bench: ${(error as Error).message}`);
    return 1;
  }
}

process.exitCode = await main();
