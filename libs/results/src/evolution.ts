import * as v from 'valibot';
import { asMany, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { unitFields } from './unit.js';
import { count, fingerprint, finite, oneOf, rule, text } from './values.js';

const cell = v.strictObject({
  ...unitFields,
  /** Whether another image is the strongest than at the checkpoint before. */
  imageChanged: v.boolean(),
  /**
   * How much the unit that was the strongest before still looks for the same in the same image: the cosine between its
   * projections then and now, from 1 (the same) to 0 (nothing in common). Null at the first checkpoint, and where the
   * unit was not active.
   */
  similarity: v.nullable(finite),
  /** Whether the similarity is lower than `options.changed`. */
  featureChanged: v.boolean(),
});

/** Feature maps through the training of a network (Zeiler & Fergus 2013, Figure 4). `model` is the last checkpoint. */
const schema = v.strictObject({
  ...header,
  probe: oneOf('evolution'),
  options: v.strictObject({
    rule,
    /** How images were brought to the network's size. */
    fit: text,
    /** Which maps were asked for, as it was said: `0-15`, `all`, `random:6`. */
    channels: text,
    /** Chose among the maps, where they were chosen at random. */
    seed: count,
    /** Below this similarity a feature counts as changed. */
    changed: finite,
  }),
  /** In the order of training. */
  checkpoints: v.array(v.strictObject({ name: text, fingerprint })),
  maps: v.array(
    v.strictObject({
      layer: text,
      channel: count,
      /** One a checkpoint. */
      cells: v.array(cell),
    }),
  ),
});

export type EvolutionResults = v.InferOutput<typeof schema>;
export type EvolutionResultsMap = EvolutionResults['maps'][number];

/** The document of `evolution`. */
export const evolutionFormat: Format<EvolutionResults> = {
  probe: 'evolution',
  schema,
  disagreements,
};

function disagreements({ checkpoints, maps }: EvolutionResults): Disagreement[] {
  return maps.flatMap(({ cells }, m) =>
    asMany(`maps[${m}].cells`, cells, checkpoints.length, 'checkpoints'),
  );
}
