import type { RuleName } from '@deconv/core';
import type { Fit } from '@deconv/datasets/node';
import { noneOf, type Ports } from '@deconv/experiments';
import { TopActivations } from '@deconv/probes';
import type { Results } from '@deconv/results';
import type { ChosenBackend } from '../backend/backendArguments.js';
import type { Opening } from '../modelArguments.js';
import { inOrder } from '../threads/inOrder.js';
import { chosenMaps } from '../top/chosenMaps.js';
import { topPool } from '../top/topPool.js';

interface Searching extends Pick<Ports, 'model' | 'network' | 'signal'> {
  /** What other threads open the model from. */
  source: string;
  opening: Opening;
  backend: ChosenBackend;
  /** Paths. */
  images: readonly string[];
  threads: number;
  rule: RuleName;
  fit: Fit;
  folder: string;
}

/**
 * Looks for the strongest activations of maps on several threads. An image that cannot be read is skipped; where not one can,
 * it fails.
 */
export function searchWith(searching: Searching): NonNullable<Ports['search']> {
  const { model, network, signal, source, opening, backend, images, threads } = searching;
  const { rule, fit, folder } = searching;
  return async ({ layers, k }, report) => {
    const settings = { layers: chosenMaps(layers), rule, fit, folder };
    const opened = { source, opening, backend, fingerprint: network.fingerprint, settings };
    const top = new TopActivations(layers, k);
    const skipped: Results['data']['skipped'] = [];
    const pool = topPool(model, opened, threads);
    try {
      let index = 0;
      for await (const seen of inOrder(images, (image) => pool.ask('look', image), pool.ahead)) {
        signal.throwIfAborted();
        if ('found' in seen) top.insert(seen.found, index);
        else skipped.push({ image: images[index]!, reason: seen.reason });
        report(++index);
      }
    } finally {
      await pool.close();
    }
    if (skipped.length === images.length) throw new Error(noneOf(skipped));
    return { layers: top.layers, skipped };
  };
}
