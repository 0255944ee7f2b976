import { seededRandom } from '@deconv/datasets';
import {
  initialParameters,
  layoutOf,
  RECIPE,
  zfnet,
  type Batch,
  type TrainingSetup,
  type Shard,
} from '@deconv/training';

/** Side of the pictures in pixels. */
const INPUT_SIZE = 96;

/** As many as the data of the network that ships has. */
const CLASSES = 104;

/** What `deconv train` does where nothing else is asked for. */
export const SETUP: TrainingSetup = {
  architecture: zfnet({ classes: CLASSES, inputSize: INPUT_SIZE }),
  preprocessing: {
    inputSize: INPUT_SIZE,
    channelOrder: 'RGB',
    meanSubtract: [128, 128, 128],
    scale: 1 / 64,
  },
  recipe: RECIPE,
};

/** The network's first weights. */
export const PARAMETERS = initialParameters(layoutOf(SETUP.architecture), RECIPE.seed);

/** The parts of one step, each for a core of its own, with noise for pictures. */
export function shards(): Shard[] {
  const { batchSize, shards: count } = RECIPE;
  return Array.from({ length: count }, (_, index) => ({
    step: 0,
    index,
    batch: noise(index, batchSize / count),
  }));
}

function noise(stream: number, count: number): Batch {
  const random = seededRandom(RECIPE.seed, stream);
  const length = count * INPUT_SIZE ** 2 * 3;
  return {
    pixels: Uint8Array.from({ length }, () => random.integer(0, 255)),
    labels: Int32Array.from({ length: count }, () => random.integer(0, CLASSES - 1)),
  };
}
