import * as v from 'valibot';
import type { ReadForeign } from './Foreign.js';
import { standardised } from './standardised.js';

const METADATA = v.looseObject({
  labels: v.array(v.string()),
  imageSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** `metadata.json` of an image model by Teachable Machine, which takes pixels as `pixel / 127.5 − 1`, of −1 to 1. */
export const readTeachable: ReadForeign = (json) => {
  const { tmVersion, packageName } = Object(json) as Record<string, unknown>;
  if (tmVersion === undefined && packageName !== '@teachablemachine/image') return undefined;
  const { labels, imageSize } = v.parse(METADATA, json);
  const preprocess = standardised({ rescale: 1 / 127.5, offset: 1 });
  return { preprocess, side: imageSize, crop: 1, labels };
};
