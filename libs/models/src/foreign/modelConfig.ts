import * as v from 'valibot';
import type { Foreign, ReadForeign } from './Foreign.js';
import { COLOURS, standardised } from './standardised.js';

const SIDE = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Channels, height, width. */
const INPUT = v.strictTuple([v.number(), SIDE, SIDE]);
const TRAINED = v.looseObject({
  mean: v.optional(COLOURS),
  std: v.optional(COLOURS),
  input_size: v.optional(INPUT),
  crop_pct: v.nullish(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
});

/** timm: how the network was trained. */
const TIMM = v.looseObject({
  ...TRAINED.entries,
  pretrained_cfg: v.optional(TRAINED),
  label_names: v.optional(v.array(v.string())),
});
const MOST_CLASSES = 1e6;

/**
 * `config.json` on Hugging Face: of timm it says how pixels become the input, in `pretrained_cfg` or, formerly, at its top;
 * of transformers what the classes are called, in `id2label`.
 */
export const readConfig: ReadForeign = (json) => {
  const fields = Object(json) as Record<string, unknown>;
  const isTimm = 'architecture' in fields && ('pretrained_cfg' in fields || 'mean' in fields);
  const names = namesOf(fields['id2label']);
  if (!isTimm) return names && { labels: names };
  const given = v.parse(TIMM, json);
  const trained = given.pretrained_cfg ?? given;
  const labels = names ?? given.label_names;
  return { ...(trained.mean !== undefined && pixelsOf(trained)), ...(labels && { labels }) };
};

function pixelsOf({
  mean = 0,
  std = 1,
  input_size,
  crop_pct,
}: v.InferOutput<typeof TRAINED>): Foreign {
  const side = input_size?.[1] === input_size?.[2] ? input_size?.[1] : undefined;
  return { preprocess: standardised({ mean, std }), side, crop: crop_pct ?? 1 };
}

/** Names by their numbers, `{"0": "cat", "1": "dog"}`: all from 0 on. */
function namesOf(id2label: unknown): string[] | undefined {
  if (id2label === undefined) return undefined;
  const named = v.parse(v.record(v.string(), v.string()), id2label);
  const count = Object.keys(named).length;
  if (count > MOST_CLASSES) throw new Error(`its id2label has ${count} names`);
  const labels = Array.from({ length: count }, (_, index) => named[String(index)]);
  if (labels.includes(undefined)) throw new Error('its id2label leaves out a class');
  return labels as string[];
}
