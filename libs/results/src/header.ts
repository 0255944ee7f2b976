import * as v from 'valibot';

/** What the first field of every document says. */
export const FORMAT = 'deconv results';
/** Grows with every change of the format that an older reader would not understand. */
export const VERSION = 1;

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const finite = v.pipe(v.number(), v.finite());
export const text = v.pipe(v.string(), v.minLength(1));

/** SHA-256 of weights and preprocessing, hexadecimal: two runs with one fingerprint asked the same network. */
export const fingerprint = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const model = v.strictObject({
  /** As a reader should see it. */
  name: text,
  fingerprint,
});

const data = v.strictObject({
  /** As a reader should see it. */
  name: text,
  /** How many images it holds, those that were skipped included. */
  images: count,
  /** Images that could not be read, in order, and why. */
  skipped: v.array(v.strictObject({ image: text, reason: text })),
  /** Files beside the images that are none, by reason: how many. Absent where there are none. */
  leftOut: v.optional(v.array(v.strictObject({ reason: text, files: count }))),
});

/** What the document of every probe begins with. */
export const header = {
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  model,
  data,
  /** Name of the TensorFlow.js backend that computed it. */
  backend: text,
};
