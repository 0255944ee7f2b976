import type { LayerSummary } from '../../src/contract.js';

/** Side of the pictures that the made-up network sees. */
export const INPUT_SIZE = 96;

/** Names, sides of the maps, channels, and receptive fields, as in a small ZFNet. */
export const LAYERS: LayerSummary[] = [
  layer('conv1', 45, 48, 7, 2),
  layer('conv2', 22, 96, 27, 4),
  layer('conv3', 11, 128, 51, 8),
  layer('conv4', 11, 128, 67, 8),
  layer('conv5', 11, 96, 83, 8),
];

export function findLayer(name: string): LayerSummary {
  const found = LAYERS.find((each) => each.name === name);
  if (!found) throw new Error(`no layer ${name} in the fake network`);
  return found;
}

function layer(
  name: string,
  side: number,
  channels: number,
  size: number,
  stride: number,
): LayerSummary {
  const receptiveField = { size, stride, offset: -(size >> 1) };
  return { name, kind: 'Conv2D', height: side, width: side, channels, receptiveField };
}
