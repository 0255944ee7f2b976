import type { ForwardRecord } from '@deconv/core';
import type { FeatureMaps } from '../contract.js';

/** All maps of a layer, each in one piece. @throws RangeError for a name that is no layer */
export async function featureMapsOf(record: ForwardRecord, layer: string): Promise<FeatureMaps> {
  const activation = record.activation(layer);
  const [, height, width, channels] = activation.shape;
  const places = height * width;
  const byPlace = await activation.data<'float32'>();
  const values = new Float32Array(byPlace.length);
  for (let channel = 0; channel < channels; channel++)
    for (let place = 0; place < places; place++)
      values[channel * places + place] = byPlace[place * channels + channel]!;
  return { layer, height, width, channels, values };
}
