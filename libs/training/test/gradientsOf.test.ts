import { seededRandom } from '@deconv/datasets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import { useOwnGradients } from '../src/gradients.js';
import { gradientsOf } from '../src/gradientsOf.js';
import { finishedNetwork } from '../src/finishedNetwork.js';
import { evaluate } from '../src/evaluate.js';
import { initialParameters, layoutOf } from '../src/parameters.js';
import { BACKENDS, useBackend } from './backends.js';
import { TOY, TOY_WITH_LRN, toyBatch, toySetup } from './toy.js';

const INITIAL = { firstLayer: 0.2, lastLayer: 0.3 };

/** Of first weights that bring no ReLU within a small step of its kink, where a slope is two slopes. */
const SEED = 6;

/** Share of a random direction that a finite difference goes to either side. */
const STEP = 2e-4;

describe.each(BACKENDS)('gradients of a shard on %s', (backend) => {
  let restore: () => void;
  beforeAll(async () => {
    await useBackend(backend);
    restore = useOwnGradients();
  });
  afterAll(() => restore());

  test.each([
    ['with batch normalisation', TOY],
    ['without', { ...TOY, batchNorm: false }],
    ['with contrast normalisation', TOY_WITH_LRN],
    ['with contrast normalisation alone', { ...TOY_WITH_LRN, batchNorm: false }],
  ])('are those of finite differences, %s', async (_, architecture) => {
    const setup = toySetup({ dropout: 0 }, architecture);
    const layout = layoutOf(architecture);
    const parameters = initialParameters(layout, SEED, INITIAL);
    const shard = { step: 0, index: 0, batch: toyBatch(3) };
    const { gradients } = await gradientsOf(setup, parameters, shard);
    const lossAt = async (moved: Float32Array) => (await gradientsOf(setup, moved, shard)).loss;
    const random = seededRandom(4);
    for (let trial = 0; trial < 5; trial++) {
      const direction = parameters.map(() => random.between(-1, 1));
      const move = (by: number) => parameters.map((value, i) => value + by * direction[i]!);
      const slope = ((await lossAt(move(STEP))) - (await lossAt(move(-STEP)))) / (2 * STEP);
      const expected = gradients.reduce((sum, g, i) => sum + g * direction[i]!, 0);
      expect(Math.abs(slope - expected)).toBeLessThan(0.02 * Math.max(1, Math.abs(expected)));
    }
  });

  test.each([TOY, TOY_WITH_LRN])(
    'are of the network that the finished one becomes, given the statistics of the shard ($name)',
    async (architecture) => {
      const setup = toySetup({ dropout: 0, labelSmoothing: 0 }, architecture);
      const layout = layoutOf(architecture);
      const parameters = initialParameters(layout, SEED, INITIAL);
      const batch = toyBatch(3);
      const { statistics, loss, accuracy } = await gradientsOf(setup, parameters, {
        step: 0,
        index: 0,
        batch,
      });
      const network = finishedNetwork(architecture, layout, parameters, statistics);
      const score = await evaluate(network, setup.preprocessing, batch);
      expect(score.loss).toBeCloseTo(loss, 4);
      expect(score.accuracy).toBe(accuracy);
      network.dispose();
    },
  );
});
