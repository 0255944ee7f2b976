import type { Preprocess } from '@deconv/models';
import { contrastScale, shade, type Pixels } from '@deconv/pictures';
import { describe, expect, it } from 'vitest';
import { drawnUnit } from '../../src/documents/drawnUnit.js';

/** A picture of 9 × 7 pixels, each of which tells its row, its column and its channel. */
const valueOf = (row: number, column: number, channel: number): number =>
  100 * channel + 10 * row + column;
const seen: Pixels = {
  ...{ width: 9, height: 7 },
  data: Uint8Array.from({ length: 9 * 7 * 3 }, (_, i) =>
    valueOf(Math.floor(i / 27), Math.floor(i / 3) % 9, i % 3),
  ),
};
const preprocess = (channelOrder: 'RGB' | 'BGR'): Preprocess => ({
  ...{ inputSize: 9, channelOrder, meanSubtract: [0, 0, 0], scale: 1 },
});
const box = { top: 2, left: 5, height: 3, width: 4 };
const pixels = Float32Array.from({ length: 3 * 4 * 3 }, (_, i) => ((i * 7) % 11) - 5);
const projection = {
  ...{ layer: 'conv', channel: 0, at: [1, 2] as [number, number] },
  box,
  pixels,
};

describe('a drawn unit', () => {
  it('shows of the image what lies in its receptive field', () => {
    const { patch, receptiveField } = drawnUnit(seen, projection as never, preprocess('RGB'));
    expect(receptiveField).toEqual(box);
    expect([patch.height, patch.width]).toEqual([3, 4]);
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 4; column++)
        for (let channel = 0; channel < 3; channel++)
          expect(patch.data[(row * 4 + column) * 3 + channel]).toBe(
            valueOf(2 + row, 5 + column, channel),
          );
  });

  it.each(['RGB', 'BGR'] as const)(
    'shows the projection of a network that reads %s in red, green and blue, by its own scale',
    (order) => {
      const drawn = drawnUnit(seen, projection as never, preprocess(order));
      const at = (pixel: number, colour: number): number =>
        pixels[3 * pixel + (order === 'RGB' ? colour : 2 - colour)]!;
      const rgb = Float32Array.from({ length: 36 }, (_, i) => at(Math.floor(i / 3), i % 3));
      expect(drawn.scale).toBe(contrastScale(pixels));
      expect(drawn.projection).toEqual({ height: 3, width: 4, data: shade(rgb, drawn.scale) });
    },
  );
});
