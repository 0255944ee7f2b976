import * as v from 'valibot';
import type { ReadForeign } from './Foreign.js';
import { COLOURS, standardised } from './standardised.js';

const SIDE = v.pipe(v.number(), v.integer(), v.minValue(1));
const SIZE = v.union([
  SIDE,
  v.looseObject({
    height: v.optional(SIDE),
    width: v.optional(SIDE),
    shortest_edge: v.optional(SIDE),
  }),
]);
type Size = v.InferOutput<typeof SIZE>;

const PROCESSOR = v.looseObject({
  do_resize: v.nullish(v.boolean()),
  size: v.nullish(SIZE),
  do_center_crop: v.nullish(v.boolean()),
  crop_size: v.nullish(SIZE),
  crop_pct: v.nullish(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  do_rescale: v.nullish(v.boolean()),
  rescale_factor: v.nullish(v.number()),
  rescale_offset: v.nullish(v.boolean()),
  do_normalize: v.nullish(v.boolean()),
  image_mean: v.nullish(COLOURS),
  image_std: v.nullish(COLOURS),
  include_top: v.nullish(v.boolean()),
  do_flip_channel_order: v.nullish(v.boolean()),
});
type Processor = v.InferOutput<typeof PROCESSOR>;

/** Fields of which one at least makes a file one of image processors. */
const OWN = [
  'image_processor_type',
  'feature_extractor_type',
  'image_mean',
  'do_rescale',
  'do_normalize',
];

/**
 * `preprocessor_config.json`, as the image processors of Hugging Face's transformers write it. Those from before version 4.27
 * say nothing of rescaling, and always did it.
 */
export const readProcessor: ReadForeign = (json) => {
  if (!OWN.some((field) => field in (Object(json) as object))) return undefined;
  const given = v.parse(PROCESSOR, json);
  const normalises = given.do_normalize ?? given.image_mean != null;
  const mean = normalises ? (given.image_mean ?? 0) : 0;
  const std = normalises ? (given.image_std ?? 1) : 1;
  const rescale = given.do_rescale === false ? 1 : (given.rescale_factor ?? 1 / 255);
  return {
    preprocess: standardised({
      rescale,
      offset: given.rescale_offset === true ? 1 : 0,
      mean,
      // EfficientNet's divides twice for its answer, by the same numbers.
      std: given.include_top === true && normalises ? squared(std) : std,
      channelOrder: given.do_flip_channel_order === true ? 'BGR' : 'RGB',
    }),
    ...extent(given),
  };
};

const squared = (std: number | [number, number, number]): typeof std =>
  typeof std === 'number' ? std ** 2 : [std[0] ** 2, std[1] ** 2, std[2] ** 2];

function extent({ size, crop_size, crop_pct, do_resize, do_center_crop }: Processor) {
  const resized = do_resize === false ? undefined : sideOf(size);
  const cropped = do_center_crop === false ? undefined : sideOf(crop_size);
  const side = cropped ?? resized;
  // A crop is told as one share, or by the sides before and after it.
  const share = resized && cropped ? Math.min(1, cropped / resized) : 1;
  return { ...(side && { side }), crop: crop_pct ?? share };
}

/** The side of a square; undefined for a rectangle. */
function sideOf(size: Size | null | undefined): number | undefined {
  if (typeof size === 'number') return size;
  const { height, width, shortest_edge } = size ?? {};
  return height !== undefined && height === width ? height : shortest_edge;
}
