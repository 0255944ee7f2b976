import type { Engine, RuleName, UnitAddress, UnitView } from '@deconv/engine';
import type { OpenPhoto } from '../parts/controllers/PhotoController.js';
import type { Pixel } from '../parts/place/Pixel.js';
import { NoUnit, noMap } from '../words/NoUnit.js';

interface UnitWish {
  layer: string;
  /** Channels of the layer. */
  channels: number;
  /** One of them; without it, the strongest. */
  channel: number | undefined;
  /** Its row and column in the map; without them, where it responds most. */
  at: Pixel | undefined;
  /** A pixel of the photo: the strongest unit of the layer there, instead of all of the above. */
  pixel: Pixel | undefined;
}

/** Strongest channels asked for first: the one wished for is often among them, and each costs a projection. */
const FIRST = 8;

/**
 * Where the unit that a reader wishes for stands.
 * @throws NoUnit where there is none that is active
 */
export async function findUnit(
  engine: Engine,
  photo: OpenPhoto,
  wish: UnitWish,
  rule: RuleName,
  signal: AbortSignal,
): Promise<UnitAddress> {
  const { layer, channel, at, pixel } = wish;
  if (pixel) {
    const [view] = await engine.strongestAt(photo.id, pixel, [layer], rule, { signal });
    if (!view) throw new NoUnit(`Nothing of ${layer} is active there. Choose another place.`);
    return addressOf(view);
  }
  if (channel === undefined) {
    const [view] = await engine.strongest(photo.id, layer, 1, rule, { signal });
    if (!view) throw new NoUnit(`Nothing of ${layer} is active in this photo.`);
    return addressOf(view);
  }
  if (channel < 0 || channel >= wish.channels)
    throw new NoUnit(noMap(layer, wish.channels, channel));
  if (at) return { layer, channel, at };
  for (let count = FIRST; ; count = Math.min(wish.channels, 4 * count)) {
    const views = await engine.strongest(photo.id, layer, count, rule, { signal });
    const found = views.find((view) => view.channel === channel);
    if (found) return addressOf(found);
    if (count >= wish.channels) break;
  }
  throw new NoUnit(`Map ${channel} of ${layer} is nowhere active in this photo. Choose another.`);
}

function addressOf({ layer, channel, at }: UnitView): UnitAddress {
  return { layer, channel, at };
}
