import { wholeBox, type MapShape, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients of tfjs' ops
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  forward,
  project,
  projectToTensor,
  RULE_NAMES,
  type Network,
  type ProjectionStep,
  type RuleName,
  type Unit,
} from '../src/index.js';
import { cut } from '../src/ops/cut.js';
import { BACKENDS, randomTensor, relativeError, useBackend } from './backends.js';
import { Draw } from './Draw.js';
import { NORMALISATION, type Ruled } from './pieces.js';
import { switchPlaces } from './switchPlaces.js';
import { randomNetwork, STEP_NAMES, type StepName } from './randomNetwork.js';

const INPUT: MapShape = { height: 11, width: 12, channels: 2 };
const IMAGES = 2;

/** A function whose gradient is what a rule says, for autodiff to find. */
function withGradient(
  value: (x: Tensor4D) => Tensor4D,
  backward: (dy: Tensor4D, x: Tensor4D) => Tensor4D,
): (x: Tensor4D) => Tensor4D {
  return tf.customGrad((x, save) => {
    (save as tf.GradSaveFunc)([x as Tensor4D]);
    return {
      value: value(x as Tensor4D),
      gradFunc: (dy: Tensor4D, saved: tf.Tensor[]) => [backward(dy, saved[0] as Tensor4D)],
    };
  });
}

const positive = (x: Tensor4D): Tensor4D => tf.cast(tf.greater(x, 0), 'float32');
function normalise(x: Tensor4D): Tensor4D {
  const { depthRadius, bias, alpha, beta } = NORMALISATION;
  return tf.localResponseNormalization(x, depthRadius, bias, alpha, beta);
}

const RULED: Record<RuleName, Ruled> = {
  deconvnet: {
    rectify: withGradient(tf.relu, (dy) => tf.relu(dy)),
    normalise: withGradient(normalise, (dy) => dy),
    hold: withGradient(tf.clone, (dy) => tf.zerosLike(dy)),
  },
  gradient: { rectify: tf.relu, normalise, hold: tf.clone },
  guided: {
    rectify: withGradient(tf.relu, (dy, x) => tf.mul(tf.relu(dy), positive(x))),
    normalise,
    hold: withGradient(tf.clone, (dy) => tf.zerosLike(dy)),
  },
};

interface Drawn {
  steps: StepName[];
  seed: number;
}

const networks: fc.Arbitrary<Drawn> = fc.record({
  steps: fc.array(fc.constantFrom(...STEP_NAMES), { minLength: 2, maxLength: 7 }),
  seed: fc.nat(),
});

/** A network with a bit of everything, always tried first. */
const EVERYTHING: Drawn = {
  steps: [
    'convolution',
    'relu',
    'inception',
    'maxPooling',
    'lrn',
    'relu',
    'residual',
    'classifier',
  ],
  seed: 48,
};

/** Some units anywhere in one layer other than the input. */
function someUnits({ layers }: Network, seed: number, count: number): Required<Unit>[] {
  const draw = new Draw(seed);
  const { name, op } = draw.pick(layers.slice(1));
  return Array.from({ length: count }, () => ({
    layer: name,
    channel: draw.integer(0, op.shape.channels - 1),
    at: [draw.integer(0, op.shape.height - 1), draw.integer(0, op.shape.width - 1)],
    image: draw.integer(0, IMAGES - 1),
  }));
}

/** A projection in its place on a black image. */
function placed({ pixels, boxes }: ReturnType<typeof projectToTensor>): Tensor4D {
  const pieces = boxes.map((box, i) => cut(tf.slice(pixels, i, 1), [box], [wholeBox(INPUT)]));
  return tf.concat(pieces, 0);
}

/** Adds what reaches the pixels to an image. */
function addTo(pixels: tf.Variable, { passed, passedTo }: ProjectionStep): void {
  const placed = cut(passed, [passedTo[0]!], [wholeBox(INPUT)]);
  pixels.assign(tf.add(pixels, tf.squeeze(placed, [0])));
}

/** Signals after a max pooling that stand where no switch of a signal points. */
function strays(
  { arrived, arrivedAt, passed, passedTo, switches }: ProjectionStep,
  window: Window,
): string[] {
  const [from, to] = [arrivedAt[0]!, passedTo[0]!];
  const corner = [from.top * window.rows.stride, from.left * window.columns.stride] as const;
  const signals = arrived.dataSync();
  const places = switchPlaces(switches!, window).filter((_, i) => signals[i] !== 0);
  const pointedAt = new Set(
    places.map(({ row, column, channel }) =>
      [row + corner[0] - to.top, column + corner[1] - to.left, channel].join(),
    ),
  );
  const [, , width, channels] = passed.shape;
  const found = Array.from(passed.dataSync(), (value, i) => {
    const place = Math.floor(i / channels);
    return value === 0 ? '' : [Math.floor(place / width), place % width, i % channels].join();
  });
  return found.filter((at) => at && !pointedAt.has(at));
}

type Shape4D = [number, number, number, number];

const photo = (seed: number): Tensor4D =>
  randomTensor([IMAGES, INPUT.height, INPUT.width, INPUT.channels], seed);

describe.each(BACKENDS)('random networks on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  const check = (property: fc.IAsyncProperty<[Drawn]>): Promise<void> =>
    fc.assert(property, {
      seed: 2013,
      numRuns: backend === 'webgl' ? 3 : 60,
      examples: [[EVERYTHING]],
    });

  /** What a reference computes, on the one backend that has a kernel for every gradient. */
  async function onCpu<T>(compute: () => T): Promise<T> {
    await useBackend('cpu');
    const result = tf.tidy(compute as () => never) as T;
    await useBackend(backend);
    return result;
  }

  it("activations are those that tfjs' own ops compute", () =>
    check(
      fc.asyncProperty(networks, async ({ steps, seed }) => {
        const { network, reference } = randomNetwork(INPUT, steps, seed);
        const known = await onCpu(() =>
          reference(photo(seed), RULED.gradient).map((value) => value.dataSync()),
        );
        const record = forward(network, photo(seed));
        known.forEach((values, i) => {
          expect(relativeError(record.valueAt(i).dataSync(), values)).toBeLessThan(1e-4);
        });
        record.dispose();
        network.dispose();
      }),
    ));

  it.each(RULE_NAMES)(
    'projection by the rule %s is what autodiff finds with its functions',
    (rule) =>
      check(
        fc.asyncProperty(networks, async ({ steps, seed }) => {
          const { network, reference } = randomNetwork(INPUT, steps, seed);
          const units = someUnits(network, seed, 4);
          const known = await onCpu(() => {
            const gradients = units.map(({ layer, image, at, channel }) => {
              const activation = (x: tf.Tensor): tf.Tensor => {
                const map = reference(x as Tensor4D, RULED[rule])[network.indexOf(layer)]!;
                return tf.slice(map, [image, ...at, channel], [1, 1, 1, 1]);
              };
              return tf.slice(tf.grad(activation)(photo(seed)), [image], 1);
            });
            return tf.concat(gradients, 0).dataSync();
          });
          const record = forward(network, photo(seed));
          const projection = placed(projectToTensor(record, units, { rule, signal: 1 }));
          expect(relativeError(projection.dataSync(), known)).toBeLessThan(1e-4);
          record.dispose();
          network.dispose();
        }),
      ),
  );

  it('the steps of the way down end in the projection, and switches send signals where they point', () =>
    check(
      fc.asyncProperty(networks, async ({ steps, seed }) => {
        const { network } = randomNetwork(INPUT, steps, seed);
        const record = forward(network, photo(seed));
        for (const unit of someUnits(network, seed, 2)) {
          const pixels = tf.variable(tf.zeros([INPUT.height, INPUT.width, INPUT.channels]));
          const [projection] = await project(record, [unit], {
            onStep(step) {
              if (step.input === 0) addTo(pixels, step);
              if (step.switches && !network.nodes[step.node]!.op.whole)
                expect(strays(step, network.nodes[step.node]!.window)).toEqual([]);
            },
          });
          const [whole] = [wholeBox(INPUT)];
          const shape: Shape4D = [1, projection!.box.height, projection!.box.width, INPUT.channels];
          const known = cut(tf.tensor4d(projection!.pixels, shape), [projection!.box], [whole]);
          expect(relativeError(pixels.dataSync(), known.dataSync())).toBeLessThan(1e-5);
        }
        record.dispose();
        network.dispose();
      }),
    ));

  it('crops change nothing: receptive fields, shared boxes and whole maps hold the same projections', () =>
    check(
      fc.asyncProperty(networks, async ({ steps, seed }) => {
        const { network } = randomNetwork(INPUT, steps, seed);
        const record = forward(network, photo(seed));
        const units = someUnits(network, seed, 4);
        const whole = placed(projectToTensor(record, units, { wholeMaps: true })).dataSync();
        const shared = placed(projectToTensor(record, units));
        expect(relativeError(shared.dataSync(), whole)).toBeLessThan(1e-5);
        const each = units.map(async (unit) => (await project(record, [unit]))[0]!);
        const alone = (await Promise.all(each)).map(({ box, pixels }) =>
          cut(
            tf.tensor4d(pixels, [1, box.height, box.width, INPUT.channels]),
            [box],
            [wholeBox(INPUT)],
          ),
        );
        expect(relativeError(tf.concat(alone, 0).dataSync(), whole)).toBeLessThan(1e-5);
        record.dispose();
        network.dispose();
      }),
    ));
});
