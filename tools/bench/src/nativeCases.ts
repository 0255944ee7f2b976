import { startBackend } from '@deconv/cli/backend/startBackend';
import { pass, passEngine, setPassEngine, type Network, type PassEngine } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { toInput, type Model } from '@deconv/models';
import {
  networkUpTo,
  occlude,
  strongestInImage,
  strongestPositions,
  type ActivePosition,
  type Occlusion,
} from '@deconv/probes';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { basename } from 'node:path';
import type { Case, Way } from './compare.js';
import { onePassEach } from './onePassEach.js';
import type { Options } from './options.js';
import { resnet18 } from './resnet18.js';
import { topCase } from './topCase.js';

const IMAGES = 10;

/** How many times as long whole passes are meant to take as what a square changes. */
const WHOLE_PASSES = 1 / 0.6;

/**
 * ONNX Runtime, as the command uses it, against passes of its own and against wasm: a square slid over a photo, on one core each, and
 * a search for the strongest units, on all of them. None where it is not installed.
 * @param source what the model was opened from
 */
export async function nativeCases(
  source: string,
  model: Model,
  { photo, photos }: Pick<Options, 'photo' | 'photos'>,
): Promise<Case[]> {
  const name = basename(source);
  const [one, all] = [await engineIfThere(true), await engineIfThere(false)];
  if (!one || !all) return [];
  const { network, preprocess } = model;
  const seen = async (size: number): Promise<Tensor4D> =>
    toInput(await decodeImage(photo, { size }), { ...preprocess, inputSize: size });
  const residual = resnet18();
  return [
    slidingCase(one, name, network, await seen(network.input.height), 1 / 4),
    slidingCase(one, 'ResNet-18', residual, await seen(residual.input.height), 1 / 2),
    await lookingCase(all, name, model, photo),
    ...(photos === undefined ? [] : [await topCase({ one, all }, source, model, photos)]),
  ];
}

/** @param step from place to place, as a part of the square's side */
function slidingCase(
  engine: PassEngine,
  name: string,
  network: Network,
  image: Tensor4D,
  step: number,
): Case {
  const size = Math.round(network.input.height / 7);
  const fill = Array<number>(network.input.channels).fill(0);
  const options = { size, stride: Math.max(1, Math.round(size * step)), fill };
  const slide = async (): Promise<Float32Array> => {
    const { value, activity } = await occlude(network, image, options);
    return Float32Array.from([...value, ...activity].flat());
  };
  let found: Occlusion | undefined;
  return {
    name: `occlusion by a square of ${size} every ${options.stride} pixels, ${name}, ONNX Runtime on one core`,
    ways: [
      onEngine(engine, 'native, what changes', slide),
      {
        name: 'native, whole passes, one at a time',
        atLeast: Number(WHOLE_PASSES.toFixed(2)),
        async run() {
          found ??= await occlude(network, image, options);
          return onePassEach(engine, network, image, found, fill);
        },
      },
      { name: 'wasm, what changes', run: slide },
    ],
  };
}

/** Leaves tfjs to compute. @param alone whether it computes on one core */
async function engineIfThere(alone: boolean): Promise<PassEngine | undefined> {
  try {
    await startBackend({ backend: 'native' }, alone);
    return passEngine();
  } catch (error) {
    process.stderr.write(`without ONNX Runtime: ${(error as Error).message}\n`);
    return undefined;
  } finally {
    setPassEngine(undefined);
  }
}

const onEngine = (engine: PassEngine, name: string, run: () => Promise<Float32Array>): Way => ({
  name,
  async run() {
    setPassEngine(engine);
    return run().finally(() => setPassEngine(undefined));
  },
});

/** The strongest positions of the last convolution's maps in some images, decoded before. */
async function lookingCase(
  engine: PassEngine,
  name: string,
  whole: Model,
  photo: string,
): Promise<Case> {
  const { name: layer } = whole.network.layers.findLast(({ layer }) => layer === 'Conv2D')!;
  const model = { ...whole, network: networkUpTo(whole.network, [layer]) };
  const pixels = await decodeImage(photo, { size: model.preprocess.inputSize });
  const { channels: count } = model.network.nodes[model.network.indexOf(layer)]!.op.shape;
  const channels = Array.from({ length: count }, (_, channel) => channel);
  const looking = async (look: () => Promise<ActivePosition[]>): Promise<Float32Array> => {
    const found: ActivePosition[] = [];
    for (let image = 0; image < IMAGES; image++) found.push(...(await look()));
    return Float32Array.from(found, ({ activation }) => activation);
  };
  const inGraph = async () => (await strongestInImage(model, pixels, [{ layer, channels }])).flat();
  const here = async () => {
    const x = toInput(pixels, model.preprocess);
    const record = await pass(model.network, x).finally(() => x.dispose());
    return strongestPositions(record, layer, channels, 0).finally(() => record.dispose());
  };
  return {
    name: `looking at ${IMAGES} images, ${name} up to ${layer}, ONNX Runtime`,
    clock: 'wall',
    ways: [
      onEngine(engine, 'native, maxima found there', () => looking(inGraph)),
      onEngine(engine, 'native, maps searched here', () => looking(here)),
      { name: 'wasm', run: () => looking(inGraph) },
    ],
  };
}
