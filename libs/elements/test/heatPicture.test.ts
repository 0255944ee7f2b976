import { viridis } from '@deconv/pictures';
import { expect, test } from 'vitest';
import { rangeOf } from '../src/drawing/chart/rangeOf.js';
import { heatPicture } from '../src/figures/maps/heatPicture.js';

test('a map is drawn unit by unit in the upper left of a square, rows as rows', () => {
  const [height, width] = [2, 3];
  const values = Float32Array.of(0, 1, 2, 3, 4, 5);
  const map = { channel: 0, largest: 5, at: [1, 2] as [number, number], active: 5 / 6, values };
  const layer = { name: 'conv', kind: 'Conv2D', height, width, channels: 1, receptiveField: null };
  const picture = heatPicture(map, { layer, maps: [map], largest: 10, silent: 0 });
  expect([picture.width, picture.height]).toEqual([3, 3]);
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const at = (row * 3 + column) * 4;
      const [red, green, blue, alpha] = picture.data.slice(at, at + 4);
      expect(alpha).toBe(row < height ? 255 : 0);
      if (row >= height) continue;
      // By the layer's largest, in one of 256 shades.
      const shade = Math.round((255 * values[row * width + column]!) / 10) / 255;
      expect([red, green, blue]).toEqual(viridis(shade));
    }
});

test('a range is of what is known, and 0 to 0 where nothing is', () => {
  expect(rangeOf([[NaN, 3], [-1, NaN], []])).toEqual([-1, 3]);
  expect(rangeOf([[NaN], []])).toEqual([0, 0]);
});
