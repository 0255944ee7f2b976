import {
  ruleProblem,
  strongestUnits,
  type ForwardRecord,
  type Network,
  type RuleName,
} from '@deconv/core';
import { classCount, mostProbable, requireOne } from '../answer.js';
import { liesAsPicture } from './liesAsPicture.js';

/** What is watched while a square slides over an image. */
export interface Target {
  /** Whose value: probability, logit, or whatever number the network answers with. */
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
  const answer = await record.answer.data<'float32'>();
  const maps = record.activation(layer).shape[3];
  requireOne('class', classIndex, classCount(record.network, 'occlusion'));
  requireOne(`channel of "${layer}"`, channel, maps);
  return {
    classIndex: classIndex ?? mostProbable(answer),
    layer,
    channel: channel ?? (await strongestUnits(record, layer))[0]!.channel,
  };
}

/**
 * The last layer whose maps have more than one place of the picture; the first, where none has.
 * @param rule only those that this rule has a way down from
 */
export function deepestLayer(network: Network, rule: RuleName = 'gradient'): string {
  const { layers } = network;
  const lies = liesAsPicture(network);
  const deepest = layers.findLast(
    ({ name, extent: { height, width } }) =>
      height * width > 1 && lies(name) && ruleProblem(network, name, rule) === undefined,
  );
  return (deepest ?? layers[0]!).name;
}
