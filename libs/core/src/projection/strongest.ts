import type { ForwardRecord } from '../net/forward.js';
import type { ActiveUnit } from './unit.js';

/**
 * The strongest unit of every channel of a layer, strongest channel first. Ties: first position in raster order, then
 * lowest channel.
 * @param image which image of the recorded batch
 */
export async function strongestUnits(
  record: ForwardRecord,
  layer: string,
  image = 0,
): Promise<ActiveUnit[]> {
  const map = record.activation(layer);
  const [, height, width, channels] = map.shape;
  const values = (await map.data()).subarray(
    image * height * width * channels,
    (image + 1) * height * width * channels,
  );
  const best = new Int32Array(channels);
  for (let i = channels; i < values.length; i++) {
    const channel = i % channels;
    const position = (i - channel) / channels;
    if (values[i]! > values[best[channel]! * channels + channel]!) best[channel] = position;
  }
  return Array.from(best, (position, channel): ActiveUnit => ({
    layer,
    channel,
    at: [Math.floor(position / width), position % width],
    image,
    // WebGL rectifies to -0, which is 0 elsewhere.
    activation: values[position * channels + channel]! + 0,
  })).sort((a, b) => b.activation - a.activation || a.channel - b.channel);
}
