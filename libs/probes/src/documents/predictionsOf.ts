import type { ForwardRecord } from '@deconv/core';
import { className, type Model } from '@deconv/models';
import type { Prediction } from '@deconv/results';

/**
 * What a network answers to one image: its classes, the most probable first; of numbers that are none of classes the first.
 * @param record of the image
 * @param count at most so many
 * @returns nothing where it answers with a map
 */
export async function predictionsOf(
  record: ForwardRecord,
  model: Pick<Model, 'labels' | 'answer'>,
  count: number,
): Promise<Prediction[]> {
  const [, height, width] = record.answer.shape;
  if (height * width > 1) return [];
  const numbers = await record.answer.data<'float32'>();
  const plain = model.answer?.kind === 'numbers';
  const order = [...numbers.keys()];
  if (!plain) order.sort((a, b) => numbers[b]! - numbers[a]! || a - b);
  return order.slice(0, count).map((index) => ({
    index,
    label: className(model, index),
    ...(plain ? { value: numbers[index]! } : { probability: numbers[index]! }),
  }));
}
