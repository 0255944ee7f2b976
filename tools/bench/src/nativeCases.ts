import { startBackend } from '@deconv/cli/backend/startBackend';
import { pass, passEngine, setPassEngine, type PassEngine } from '@deconv/core';
import { decodeImage } from '@deconv/datasets/node';
import { toInput, type Model } from '@deconv/models';
import {
  networkUpTo,
  occlude,
  strongestInImage,
  strongestPositions,
  type ActivePosition,
} from '@deconv/probes';
import type { Case, Way } from './compare.js';

const IMAGES = 10;

/**
 * ONNX Runtime on all cores, as the command uses it, against wasm, which knows one: a square slid over a photo, and a search for
 * the strongest units. None where it is not installed.
 */
export async function nativeCases(name: string, model: Model, photo: string): Promise<Case[]> {
  const engine = await engineIfThere();
  if (!engine) return [];
  const { network, preprocess } = model;
  const image = toInput(await decodeImage(photo, { size: preprocess.inputSize }), preprocess);
  const size = Math.round(network.input.height / 7);
  const options = { size, stride: Math.max(1, Math.round(size / 4)) };
  const slide = async (naive: boolean): Promise<Float32Array> => {
    const { value, activity } = await occlude(network, image, { ...options, naive });
    return Float32Array.from([...value, ...activity].flat());
  };
  return [
    {
      name: `occlusion by a square of ${size} every ${options.stride} pixels, ${name}, ONNX Runtime`,
      clock: 'wall',
      ways: [
        onEngine(engine, 'native, what changes', () => slide(false)),
        onEngine(engine, 'native, whole passes', () => slide(true)),
        { name: 'wasm, what changes', run: () => slide(false) },
      ],
    },
    await lookingCase(engine, name, model, photo),
  ];
}

/** Leaves tfjs to compute. */
async function engineIfThere(): Promise<PassEngine | undefined> {
  try {
    await startBackend({ backend: 'native' });
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
