import type { LayerSummary, ModelSummary } from '@deconv/engine';

/** More panes than this do not stand beside one picture. */
const MOST = 5;

/** What a convolution's output still passes through before the next one sees it, without its places being merged. */
const SAME_PLACES = /conv|activation|relu|norm|lrn|add|concat/i;

/**
 * The layers a lens looks through, first to last: behind each convolution its last activation; where these are more than
 * five, the last of each resolution, of which the highest five. Or those `asked` for, in the network's order.
 */
export function lensLayers({ layers }: ModelSummary, asked: readonly string[]): LayerSummary[] {
  const wished = layers.filter(({ name }) => asked.includes(name));
  if (wished.length) return wished;
  const blocks = lastOfBlocks(layers);
  if (!blocks.length) return layers.slice(-MOST);
  if (blocks.length <= MOST) return blocks;
  const stages = blocks.filter((layer, i) => blocks[i + 1]?.height !== layer.height);
  return stages.slice(-MOST);
}

/** Each convolution's block ends before the next convolution, or where places are merged. */
function lastOfBlocks(layers: readonly LayerSummary[]): LayerSummary[] {
  const blocks: LayerSummary[] = [];
  for (const layer of layers) {
    if (layer.height * layer.width === 1 || !SAME_PLACES.test(layer.kind)) continue;
    const last = blocks.at(-1);
    const opens = /conv/i.test(layer.kind);
    if (opens) blocks.push(layer);
    else if (last?.height === layer.height) blocks[blocks.length - 1] = layer;
  }
  return blocks;
}
