import type { ActiveUnit, Projection } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import { inRgb } from '@deconv/pictures';
import type { RuleName, UnitView } from '../contract.js';

/** A projection as pages want it: three colours in the order red, green, blue. */
export function unitView(
  { layer, channel, at, activation }: ActiveUnit,
  { box, pixels }: Projection,
  rule: RuleName,
  { channelOrder }: Preprocess,
): UnitView {
  const projection = new Float32Array(inRgb(pixels, channelOrder));
  return { layer, channel, at, activation, rule, receptiveField: box, projection };
}
