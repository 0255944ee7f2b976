import { strongestUnits, type ForwardRecord, type Network } from '@deconv/core';

/** What is watched while a square slides over an image. */
export interface Target {
  /** Whose probability. */
  classIndex: number;
  /** Whose maps. */
  layer: string;
  /** Which of its maps. */
  channel: number;
}

/**
 * What is left open is chosen: the class that the network answers for the image, the deepest layer that has places, and
 * there the map with the strongest unit.
 * @param record of the image with nothing covered
 * @throws RangeError for a class, layer or channel that is not there, and for a network that does not answer with one
 * number a class
 */
export async function chooseTarget(
  record: ForwardRecord,
  { classIndex, layer = deepestLayer(record.network), channel }: Partial<Target>,
): Promise<Target> {
  const answer = await record.output.data<'float32'>();
  const { height, width, channels } = record.network.nodes[record.network.output!]!.op.shape;
  if (height * width !== 1)
    throw new RangeError(
      `the network answers with a map of ${height}×${width}; occlusion needs one number a class`,
    );
  const maps = record.activation(layer).shape[3];
  requireOne('class', classIndex, channels);
  requireOne(`channel of "${layer}"`, channel, maps);
  return {
    classIndex: classIndex ?? mostProbable(answer),
    layer,
    channel: channel ?? (await strongestUnits(record, layer))[0]!.channel,
  };
}

/** Ties: the lowest class. */
export function mostProbable(answer: Float32Array): number {
  return answer.reduce((best, value, i) => (value > answer[best]! ? i : best), 0);
}

function deepestLayer({ layers }: Network): string {
  const spatial = layers.filter(({ extent }) => extent.height * extent.width > 1);
  return (spatial.at(-1) ?? layers[0]!).name;
}

function requireOne(name: string, index: number | undefined, count: number): void {
  if (index === undefined || (Number.isInteger(index) && index >= 0 && index < count)) return;
  throw new RangeError(`no ${name} ${index}; expected 0 … ${count - 1}`);
}
