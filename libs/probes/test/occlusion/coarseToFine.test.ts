import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coarseToFine } from '../../src/occlusion/coarseToFine.js';

const side = fc.integer({ min: 1, max: 40 });

it('holds every place once, and after each level all places that are its spacing apart', () =>
  fc.assert(
    fc.property(side, side, (rows, columns) => {
      const levels = coarseToFine({ rows, columns });
      const known = new Set<string>();
      for (const { spacing, places } of levels) {
        for (const [row, column] of places) {
          expect(known.has(`${row},${column}`)).toBe(false);
          known.add(`${row},${column}`);
          expect([row % spacing, column % spacing]).toEqual([0, 0]);
        }
        expect(known.size).toBe(Math.ceil(rows / spacing) * Math.ceil(columns / spacing));
      }
      expect(levels.at(-1)!.spacing).toBe(1);
      expect(known.size).toBe(rows * columns);
    }),
  ));
