import type { Network } from '@deconv/core';

/** They pass on what they read, so a classifier would be asked twice. */
const PASSING = ['InputLayer', 'Flatten', 'Dropout', 'Reshape', 'ZeroPadding2D'];

/**
 * Layers whose features are worth asking for: those that all paths through the network go through, so that each holds all
 * that is known at its depth, without the last one, which answers.
 */
export function defaultLayers({ nodes, output }: Network): string[] {
  const last = output ?? nodes.length - 1;
  const names: string[] = [];
  // The furthest reader of a node so far: a node that nobody before it is read past stands alone.
  let furthest = 0;
  nodes.forEach(({ name, layer }, index) => {
    if (index > 0 && index < last && furthest <= index)
      if (layer !== undefined && !PASSING.includes(layer)) names.push(name);
    const readers = nodes.flatMap(({ inputs }, reader) => (inputs.includes(index) ? [reader] : []));
    furthest = Math.max(furthest, ...readers);
  });
  return names;
}
