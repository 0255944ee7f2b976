import { forward, pass, setPassEngine } from '@deconv/core';
import { readOnnx } from '@deconv/models/onnx';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, relativeError } from '../../core/test/backends.js';
import { BLOCKS, blockFile } from '../../models/test/blocks/readBlock.js';
import { RuntimeEngine } from '../src/index.js';
import { runtime } from './runtime.js';

beforeAll(() => tf.setBackend('wasm'));
afterEach(() => setPassEngine(undefined));

describe.skipIf(!runtime)('blocks of torchvision on ONNX Runtime', () => {
  it.each(BLOCKS)('$name has the maps of wasm, for two images', async ({ name }) => {
    const file = blockFile(name);
    const { network } = await readOnnx(
      (path) => Promise.resolve(path === 'model.onnx' ? file : undefined),
      { modelFile: 'model.onnx' },
    );
    const left: string[] = [];
    setPassEngine(new RuntimeEngine(runtime!, { onLeft: (reason) => left.push(reason) }));
    const x = randomTensor<tf.Rank.R4>([2, 12, 12, 3], 4);
    const [native, own] = [await pass(network, x), forward(network, x)];
    for (const layer of network.layers) {
      const [mine, its] = [native.activation(layer.name), own.activation(layer.name)];
      expect(relativeError(mine.dataSync(), its.dataSync()), layer.name).toBeLessThan(1e-4);
    }
    expect(left).toEqual([]);
    tf.dispose(x);
    [native, own, network].forEach((each) => each.dispose());
  });
});
