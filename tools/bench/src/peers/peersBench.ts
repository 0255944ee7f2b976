import { startBackend } from '@deconv/cli/backend/startBackend';
import { openModel } from '@deconv/cli/openModel';
import { pass, project, strongestUnits, type Network, type Unit } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { occluderBox } from '@deconv/geometry';
import { toInput } from '@deconv/models';
import { occlude, type Occlusion } from '@deconv/probes';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cpus, loadavg } from 'node:os';
import { basename } from 'node:path';
import { processorTime, requireSame } from '../compare.js';
import type { Options } from '../options.js';
import { resnet18 } from '../resnet18.js';
import { spread } from '../spread.js';
import { timesTable, type Result } from '../tables.js';
import { Peer, type Answer } from './Peer.js';

/** Images that PyTorch sees at once; the best of them counts. */
const BATCHES = [1, 16, 32];
const UNITS = 9;
const WARM_UPS = 1;

/** How many times as long PyTorch is meant to take. */
const TARGETS = { occlusion: 5, projections: 1 };

/** One thing that both compute, and the processor's time of each, in milliseconds. */
interface Duel {
  name: string;
  ours: { name: string; run: () => Promise<Float32Array> };
  theirs: { name: string; run: () => Promise<Answer> }[];
  atLeast: number;
}

/**
 * Deconv on one core beside PyTorch on one core, in turn, processor time of each one's own process, in one sitting.
 * @throws Error where there is no PyTorch, no ONNX Runtime, or both do not find the same numbers
 */
export async function peersBench({ model: source, photo, rounds, only }: Options): Promise<string> {
  const backend = await startBackend({ backend: 'native' }, true);
  const model = await openModel(source, {});
  const seen = async (inputSize: number): Promise<Tensor4D> =>
    toInput(await decodeImage(photo, { size: inputSize }), { ...model.preprocess, inputSize });
  const all: [string, Network, number][] = [
    [basename(source), model.network, 1 / 4],
    ['ResNet-18, random weights', resnet18(), 1 / 2],
  ];
  const subjects = all.filter(([name]) => name.includes(only));
  if (!subjects.length)
    throw new RangeError(
      `no network has "${only}" in its name; there are ${all.map(([name]) => name).join(' and ')}`,
    );
  const results: Result[] = [];
  let version = '';
  for (const [name, network, step] of subjects) {
    const image = await seen(network.input.height);
    const peer = await Peer.open(network, image);
    version = peer.name;
    try {
      for (const duel of await duelsOf(name, network, image, step, peer))
        results.push(await fight(duel, rounds));
    } finally {
      await peer.close();
    }
  }
  const head = `${cpus()[0]?.model ?? 'unknown'}, load ${loadavg()[0]!.toFixed(1)} at the end; Node ${process.version}, ${backend} and wasm, one thread; ${version}, batches of ${BATCHES.join(', ')}; ${rounds} rounds`;
  return [head, timesTable(results)].join('\n\n');
}

async function duelsOf(
  name: string,
  network: Network,
  image: Tensor4D,
  step: number,
  peer: Peer,
): Promise<Duel[]> {
  const record = await pass(network, image);
  const layer = network.layers.findLast(({ layer }) => layer === 'Conv2D')!.name;
  const units = (await strongestUnits(record, layer)).slice(0, UNITS);
  record.dispose();
  return [
    await occlusionDuel(name, network, image, step, peer),
    gradientDuel(`${layer}, ${name}`, network, image, units, peer),
  ];
}

async function occlusionDuel(
  name: string,
  network: Network,
  image: Tensor4D,
  step: number,
  peer: Peer,
): Promise<Duel> {
  const size = Math.round(network.input.height / 7);
  const fill = new Array<number>(network.input.channels).fill(0);
  const options = { size, stride: Math.round(size * step), fill };
  const found = await occlude(network, image, options);
  return {
    name: `occlusion by a square of ${size} every ${options.stride} pixels, ${name}`,
    ours: {
      name: 'what changes',
      run: async () => mapsOf(await occlude(network, image, options)),
    },
    theirs: BATCHES.map((batch) => ({
      name: `PyTorch, whole passes of ${batch}`,
      run: () => peer.ask({ ...occlusionFor(found, network, peer), batch }),
    })),
    atLeast: TARGETS.occlusion,
  };
}

function gradientDuel(
  of: string,
  network: Network,
  image: Tensor4D,
  units: readonly Unit[],
  peer: Peer,
): Duel {
  const layer = network.indexOf(units[0]!.layer);
  const asked = units.map(({ channel, at }) => [channel, ...at]);
  return {
    name: `gradients of ${units.length} units of ${of}`,
    ours: {
      name: 'one pass, projections in receptive fields',
      run: () => gradients(network, image, units),
    },
    theirs: [
      {
        name: 'PyTorch, one pass, one backward each',
        run: () => peer.ask({ work: 'gradients', image: peer.image, layer, units: asked }),
      },
    ],
    atLeast: TARGETS.projections,
  };
}

const mapsOf = ({ value, activity }: Occlusion): Float32Array =>
  Float32Array.from([...value, ...activity].flat());

function occlusionFor(
  { grid, classIndex, layer, channel }: Occlusion,
  network: Network,
  peer: Peer,
) {
  const { rows, cols: columns, size, stride } = grid;
  const boxes = Array.from({ length: rows * columns }, (_, place) => {
    const at = [Math.floor(place / columns), place % columns] as const;
    const box = occluderBox({ rows, columns, size, stride }, network.input, at);
    return [box.top, box.left, box.height, box.width];
  });
  const [answer, watched] = [network.answer!, network.indexOf(layer)];
  return {
    work: 'occlusion',
    image: peer.image,
    boxes,
    answer,
    layer: watched,
    classIndex,
    channel,
  };
}

/** Of each unit the sum over all pixels of the gradient, and that of its magnitudes. */
async function gradients(
  network: Network,
  image: Tensor4D,
  units: readonly Unit[],
): Promise<Float32Array> {
  const record = await pass(network, image);
  const found = await project(record, units, { rule: 'gradient', signal: 1 });
  record.dispose();
  return Float32Array.from(
    found.flatMap(({ pixels }) => [
      pixels.reduce((sum, value) => sum + value, 0),
      pixels.reduce((sum, value) => sum + Math.abs(value), 0),
    ]),
  );
}

/** Both in turn, round by round; of PyTorch's ways all are told. */
async function fight({ name, ours, theirs, atLeast }: Duel, rounds: number): Promise<Result> {
  process.stderr.write(`${name} …\n`);
  const own: number[] = [];
  const times: number[][] = theirs.map(() => []);
  for (let round = -WARM_UPS; round < rounds; round++) {
    const start = processorTime();
    const expected = await ours.run();
    const took = processorTime() - start;
    const answers: Answer[] = [];
    for (const { run } of theirs) answers.push(await run());
    if (round < 0)
      answers.forEach(({ numbers }, i) => requireSame(theirs[i]!.name, numbers, expected));
    else {
      own.push(took);
      answers.forEach(({ time }, i) => times[i]!.push(time));
    }
  }
  const medians = times.map((each) => spread(each)[1]);
  const best = medians.indexOf(Math.min(...medians));
  return {
    name,
    clock: 'processor',
    ways: [
      { name: ours.name, time: spread(own), ratio: [1, 1, 1] },
      ...theirs.map(({ name: way }, i) => ({
        name: way,
        time: spread(times[i]!),
        ratio: spread(times[i]!.map((time, round) => time / own[round]!)),
        ...(i === best && { atLeast }),
      })),
    ],
  };
}
