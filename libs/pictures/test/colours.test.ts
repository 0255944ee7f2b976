import { describe, expect, test } from 'vitest';
import { categoryColour, COLOURED, cssColour, OKABE_ITO, viridis } from '../src/index.js';

describe('viridis', () => {
  // The first, the last and every 64th of the 256 colours of matplotlib's `_viridis_data` (S. van der Walt and N. Smith, CC0).
  test.each([
    [0, [68, 1, 84]],
    [64, [59, 82, 139]],
    [128, [33, 145, 140]],
    [192, [94, 201, 98]],
    [255, [253, 231, 37]],
  ])('has matplotlib’s colour number %i', (i, colour) => {
    expect(viridis(i / 255)).toEqual(colour);
  });

  test('ends where its shares do', () => {
    expect(viridis(-1)).toEqual(viridis(0));
    expect(viridis(2)).toEqual(viridis(1));
  });

  test('gets brighter all the way', () => {
    const light = Array.from({ length: 33 }, (_, i) => {
      const [red, green, blue] = viridis(i / 32);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    expect(light).toEqual(light.toSorted((a, b) => a - b));
  });
});

test('categories have colours of their own until these run out', () => {
  const colours = Array.from({ length: COLOURED }, (_, rank) => cssColour(categoryColour(rank)));
  expect(new Set(colours).size).toBe(COLOURED);
  expect(colours[0]).toBe(cssColour(OKABE_ITO.orange));
  expect(cssColour(categoryColour(COLOURED))).toBe('rgb(128,128,128)');
});
