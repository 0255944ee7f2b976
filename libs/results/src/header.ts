import * as v from 'valibot';
import { count, fingerprint, oneOf, text } from './values.js';

/** What the first field of every document says. */
export const FORMAT = 'deconv results';
/** Grows with every change of the format that an older reader would not understand. */
export const VERSION = 1;

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
  format: oneOf(FORMAT),
  version: oneOf(VERSION),
  model,
  data,
  /** What computed it: a backend of TensorFlow.js, or `native` for passes on ONNX Runtime. */
  backend: text,
};
