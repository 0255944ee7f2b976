import type { Network } from '@deconv/core';
import type { Place } from './places.js';
import type { Target } from './target.js';

/** Indices of the nodes that are read for each place of the square. */
export interface WatchedNodes {
  /** What the network answers with. */
  answer: number;
  /** What is watched of the classes. */
  values: number;
  /** The layer that is watched. */
  layer: number;
}

/** What passes look at, and for what. */
export interface Watched {
  places: readonly Place[];
  /** Colour of the square, a number for each channel. */
  fill: readonly number[];
  target: Target;
  watched: WatchedNodes;
}

/** @throws RangeError for values that are not one a class */
export function watchedNodes(
  network: Network,
  { layer }: Target,
  valuesAt: number | undefined,
): WatchedNodes {
  const answer = network.answer!;
  const values = valuesAt ?? answer;
  const [shown, read] = [answer, values].map((index) => network.nodes[index]?.op.shape);
  const sizes = [read?.height, read?.width, read?.channels];
  if (sizes.join() !== [1, 1, shown!.channels].join())
    throw new RangeError(
      `the values at node ${values} are ${sizes.join('×')}; expected one for each of ${shown!.channels} classes`,
    );
  return { answer, values, layer: network.indexOf(layer) };
}
