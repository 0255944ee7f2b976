import * as v from 'valibot';
import { atMost, below, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { unitFields } from './unit.js';
import { atLeastOne, count, oneOf, rule, text } from './values.js';

const entry = v.strictObject(unitFields);

const map = v.strictObject({
  channel: count,
  /** At most k, at most one an image, the strongest first. */
  entries: v.array(entry),
});

const layer = v.strictObject({
  layer: text,
  /** How many feature maps the layer has; the document may hold a part of them. */
  channels: atLeastOne,
  /** In the order of their channels. */
  maps: v.array(map),
});

/** The strongest activations of feature maps over a data set, projected (Zeiler & Fergus 2013, Figure 2). */
const schema = v.strictObject({
  ...header,
  probe: oneOf('top'),
  options: v.strictObject({
    k: atLeastOne,
    /** How signals were rectified on the way down. */
    rule,
    /** How images were brought to the network's size. */
    fit: text,
    /** Which maps were asked for, as it was said: `0-15`, `all`, `random:16`. */
    channels: text,
    /** Chose among the maps, where they were chosen at random. */
    seed: count,
  }),
  layers: v.array(layer),
});

export type TopResults = v.InferOutput<typeof schema>;
export type TopResultsLayer = v.InferOutput<typeof layer>;
export type TopResultsEntry = v.InferOutput<typeof entry>;

/** The document of `top`. */
export const topFormat: Format<TopResults> = { probe: 'top', schema, disagreements };

function disagreements({ options, layers }: TopResults): Disagreement[] {
  return layers.flatMap(({ maps, channels }, l) =>
    maps.flatMap(({ channel, entries }, m) => {
      const at = `layers[${l}].maps[${m}]`;
      return [
        ...below(`${at}.channel`, channel, channels, `layers[${l}].channels`),
        ...atMost(`${at}.entries`, entries, options.k, 'options.k'),
      ];
    }),
  );
}
