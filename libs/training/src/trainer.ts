import { meanOf } from '@deconv/pictures';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { partOf, type Batch } from './batch.js';
import { sgdStep } from './sgdStep.js';
import { evaluate, type Score } from './evaluate.js';
import { finishedNetwork } from './finishedNetwork.js';
import { gradientsOf, type TrainingSetup, type Shard, type ShardGradients } from './gradientsOf.js';
import { initialParameters, initialStatistics, layoutOf, type Layout } from './parameters.js';
import type { Initialisation } from './initialWeights.js';

/** All that a step changes, in flat arrays as `layoutOf` lays them out. */
export interface TrainingState {
  parameters: Float32Array;
  velocities: Float32Array;
  /** Running means and variances of the normalised layers. */
  statistics: Float32Array;
}

/** Computes the gradients of a step's shards, here or elsewhere, and gives them in the shards' order. */
export type GradientSource = (
  parameters: Float32Array,
  shards: Shard[],
) => Promise<ShardGradients[]>;

/** Weight of a step's statistics in the running ones, once there have been enough steps to average over. */
const FRESH = 0.05;

/** Takes the steps of stochastic gradient descent with momentum on one network. */
export class Trainer {
  readonly layout: Layout;
  readonly state: TrainingState;
  readonly #gradients: GradientSource;

  /** @param gradients where gradients are computed; by default here, one shard after the other */
  constructor(
    readonly setup: TrainingSetup,
    {
      gradients = (parameters, shards) => oneByOne(setup, parameters, shards),
      initialisation,
    }: { gradients?: GradientSource; initialisation?: Initialisation } = {},
  ) {
    this.layout = layoutOf(setup.architecture);
    this.#gradients = gradients;
    const parameters = initialParameters(this.layout, setup.recipe.seed, initialisation);
    this.state = {
      parameters,
      velocities: new Float32Array(parameters.length),
      statistics: initialStatistics(this.layout),
    };
  }

  /**
   * One step of descent on a batch, by the mean gradient of its shards: the numbers are the same however many of them are
   * computed at once. The score is the one before the step, with dropout.
   * @param rate the step's learning rate
   */
  async step(step: number, batch: Batch, rate: number): Promise<Score> {
    const { recipe } = this.setup;
    const results = await this.#gradients(
      this.state.parameters,
      shardsOf(step, batch, recipe.shards),
    );
    const score = {
      loss: meanOf(results.map(({ loss }) => loss)),
      accuracy: meanOf(results.map(({ accuracy }) => accuracy)),
    };
    if (!Number.isFinite(score.loss)) return score;
    const gradients = meanOfArrays(results.map((result) => result.gradients));
    sgdStep(this.state, gradients, this.layout, rate, recipe);
    const fresh = meanOfArrays(results.map((result) => result.statistics));
    const { statistics } = this.state;
    const weight = Math.max(FRESH, 1 / (step + 1));
    fresh.forEach((value, i) => (statistics[i]! += weight * (value - statistics[i]!)));
    return score;
  }

  /** The network as it stands. Its caller disposes of it. */
  network(): Sequential {
    const { parameters, statistics } = this.state;
    return finishedNetwork(this.setup.architecture, this.layout, parameters, statistics);
  }

  /** Scores pictures as the finished network would see them. */
  async evaluate(batch: Batch): Promise<Score> {
    const network = this.network();
    try {
      const { loss, accuracy } = await evaluate(network, this.setup.preprocessing, batch);
      return { loss, accuracy };
    } finally {
      network.dispose();
    }
  }
}

/** Each shard's tensors are gone before the next one's are made. */
async function oneByOne(
  setup: TrainingSetup,
  parameters: Float32Array,
  shards: Shard[],
): Promise<ShardGradients[]> {
  const results: ShardGradients[] = [];
  for (const shard of shards) results.push(await gradientsOf(setup, parameters, shard));
  return results;
}

/** Equal parts of a batch. @throws RangeError where it cannot be divided into so many. */
function shardsOf(step: number, batch: Batch, count: number): Shard[] {
  const each = batch.labels.length / count;
  if (!Number.isInteger(each))
    throw new RangeError(
      `cannot divide ${batch.labels.length} pictures into ${count} equal shards`,
    );
  return Array.from({ length: count }, (_, index) => ({
    step,
    index,
    batch: partOf(batch, index * each, (index + 1) * each),
  }));
}

function meanOfArrays([first, ...others]: Float32Array[]): Float32Array {
  const sum = first!.slice();
  for (const other of others) for (let i = 0; i < sum.length; i++) sum[i]! += other[i]!;
  const count = others.length + 1;
  return sum.map((value) => value / count);
}
