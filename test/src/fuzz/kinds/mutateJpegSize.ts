import type { Random } from '@deconv/datasets';
import { mutateBytes } from '../mutateBytes.js';

/** Starts of frames: baseline, extended and progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2];

/** Lets a JPEG claim another size, precision or number of components, and sometimes damages it besides. */
export function mutateJpegSize(given: Uint8Array, random: Random) {
  const { bytes, changes } = random.chance(0.3)
    ? mutateBytes(given, random)
    : { bytes: new Uint8Array(given), changes: [] };
  const frame = bytes.findIndex((byte, i) => byte === 0xff && FRAMES.includes(bytes[i + 1] ?? 0));
  if (frame < 0 || frame + 9 >= bytes.length) return mutateBytes(given, random);
  const view = new DataView(bytes.buffer);
  const size = (): number => random.pick([0, 1, 8, 17, 500, 4_096, 16_383, 32_768, 65_535]);
  const [height, width] = [size(), size()];
  view.setUint16(frame + 5, height);
  view.setUint16(frame + 7, width);
  changes.push(`claims ${width}×${height}`);
  if (random.chance(0.3)) {
    const at = frame + random.pick([1, 4, 9]);
    bytes[at] = random.pick([0, 1, 2, 3, 4, 8, 12, 16, 0xc0, 0xc1, 0xc2, 0xc3, 255]);
    changes.push(`byte ${at} is ${bytes[at]}`);
  }
  return { bytes, changes };
}
