import { seededRandom } from '@deconv/datasets';
import type { Draw } from '../correspondence/Draw.js';

/** Independent streams of random choices that follow from one seed. */
export function streams(seed: number): (stream: number) => Draw {
  return (stream) => {
    const choices = seededRandom(seed, stream);
    return (low, high) => choices.integer(low, high);
  };
}
