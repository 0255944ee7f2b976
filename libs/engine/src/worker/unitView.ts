import type { ActiveUnit, Projection } from '@deconv/core';
import type { Preprocess } from '@deconv/models';
import type { RuleName, UnitView } from '../contract.js';

/** A projection as pages want it: three colours in the order red, green, blue. */
export function unitView(
  { layer, channel, at, activation }: ActiveUnit,
  { box, pixels }: Projection,
  rule: RuleName,
  preprocess: Preprocess,
): UnitView {
  const projection = toRgb(pixels, box.height * box.width, preprocess);
  return { layer, channel, at, activation, rule, receptiveField: box, projection };
}

function toRgb(
  pixels: Float32Array,
  count: number,
  { channelOrder }: Preprocess,
): Float32Array<ArrayBuffer> {
  const channels = pixels.length / count;
  const order = channels === 1 ? [0, 0, 0] : channelOrder === 'BGR' ? [2, 1, 0] : [0, 1, 2];
  const rgb = new Float32Array(count * 3);
  for (let pixel = 0; pixel < count; pixel++) {
    order.forEach((from, to) => {
      rgb[pixel * 3 + to] = pixels[pixel * channels + from] ?? 0;
    });
  }
  return rgb;
}
