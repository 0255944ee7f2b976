import type { ForwardRecord } from '@deconv/core';
import type { Prediction } from '../contract.js';

const COUNT = 5;

/** The network's most probable classes. */
export async function predictionsOf(
  record: ForwardRecord,
  labels: readonly string[],
): Promise<Prediction[]> {
  const probabilities = await record.output.data();
  return [...probabilities]
    .map((probability, index) => ({
      index,
      label: labels[index] ?? `class ${index}`,
      probability,
    }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, COUNT);
}
