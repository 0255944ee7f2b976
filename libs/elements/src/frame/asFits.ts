import type { ModelSummary } from '@deconv/engine';

/** What a request may name of a network. */
interface Naming {
  layer?: string;
  layers?: string[];
  channel?: number;
  classIndex?: number;
}

/**
 * A request without what the network has not: a document's layers, maps and classes are those of the network that it was
 * computed with, which may be another one. What is left out, the engine chooses.
 */
export function asFits<R extends object>(request: R, { layers, classes }: ModelSummary): R {
  const asked: R & Naming = { ...request };
  const found = layers.find(({ name }) => name === asked.layer);
  if (asked.layer !== undefined && !found) {
    delete asked.layer;
    delete asked.channel;
  }
  if (found && asked.channel !== undefined && asked.channel >= found.channels) delete asked.channel;
  if (asked.classIndex !== undefined && asked.classIndex >= classes) delete asked.classIndex;
  if (asked.layers) {
    const known = asked.layers.filter((layer) => layers.some(({ name }) => name === layer));
    if (known.length) asked.layers = known;
    else delete asked.layers;
  }
  return asked;
}
