import { setPassEngine, type Network } from '@deconv/core';
import { readModel } from '@deconv/models';
import { occlude, type Occlusion } from '@deconv/probes';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomTensor, relativeError } from '../../core/test/backends.js';
import { randomNetwork, STEP_NAMES } from '../../core/test/randomNetwork.js';
import { RuntimeEngine } from '../src/index.js';
import { runtime } from './runtime.js';

const INPUT = { height: 13, width: 15, channels: 2 };

beforeAll(() => tf.setBackend('wasm'));
afterEach(() => setPassEngine(undefined));

/** A square of a seventh slid over noise: by tfjs, and by ONNX Runtime. */
async function both(network: Network, engine: RuntimeEngine, layer?: string) {
  const { height, width, channels } = network.input;
  const x = randomTensor<tf.Rank.R4>([1, height, width, channels], 7);
  const size = Math.max(3, Math.round(height / 7));
  const options = { size, stride: size - 1, fill: new Array<number>(channels).fill(0.5) };
  const slide = () => occlude(network, x, { ...options, ...(layer && { layer }) });
  const own = await slide();
  setPassEngine(engine);
  const native = await slide();
  setPassEngine(undefined);
  x.dispose();
  return { own, native };
}

function requireSame(native: Occlusion, own: Occlusion, at: string): void {
  for (const map of ['value', 'activity'] as const)
    expect(relativeError(native[map].flat(), own[map].flat()), `${map} ${at}`).toBeLessThan(1e-4);
  expect(native.label, at).toEqual(own.label);
  expect(native.macs).toMatchObject({ tight: own.macs.tight, naive: own.macs.naive });
  expect(native.macs.executed).toBeGreaterThanOrEqual(native.macs.tight);
}

describe.skipIf(!runtime)('occlusion by segments on ONNX Runtime', () => {
  it.each(STEP_NAMES)(
    'a network with %s has the numbers of tfjs, whatever is watched',
    async (name) => {
      const others = fc.array(fc.constantFrom(...STEP_NAMES), { maxLength: 3 });
      const seeds = fc.nat({ max: 2 ** 31 - 1 });
      await fc.assert(
        fc.asyncProperty(others, seeds, async (before, seed) => {
          const steps = [...before, name, 'classifier'] as const;
          const { network } = randomNetwork(INPUT, steps, seed);
          const { length } = network.layers;
          const { name: layer } = network.layers[1 + (seed % (length - 1))]!;
          const { own, native } = await both(network, new RuntimeEngine(runtime!), layer);
          requireSame(native, own, steps.join());
          network.dispose();
        }),
        { numRuns: 4, seed: 3 },
      );
    },
  );

  it.each(['models/zfnet-photo', '../shared/models/squeezenet11-imagenet'])(
    '%s is computed by segments, no pass but the first one whole',
    async (path) => {
      const folder = join(new URL('../../../', import.meta.url).pathname, path);
      if (!existsSync(folder)) return;
      const { network } = await readModel(
        async (file) => new Uint8Array(await readFile(join(folder, file))),
      );
      const engine = new RuntimeEngine(runtime!);
      const [parts, maps] = [vi.spyOn(engine, 'parts'), vi.spyOn(engine, 'maps')];
      const { own, native } = await both(network, engine);
      requireSame(native, own, path);
      expect(parts).toHaveBeenCalled();
      expect(maps).toHaveBeenCalledTimes(1);
      network.dispose();
    },
  );
});
