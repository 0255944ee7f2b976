import type { Box } from '@deconv/geometry';
import type { Block } from './block.js';

/** Sums over boxes of a map, each from four numbers of a summed-area table (Crow 1984). */
export class BoxSums {
  /** [height + 1][width + 1][channels]: sums over all positions above and to the left. */
  readonly #table: Float64Array;
  readonly #row: number;

  /** @param map whole, its box at 0, 0 */
  constructor(
    { box: { height, width }, numbers }: Block,
    private readonly channels: number,
  ) {
    this.#row = (width + 1) * channels;
    this.#table = new Float64Array((height + 1) * this.#row);
    for (let row = 0; row < height; row++)
      for (let i = 0; i < width * channels; i++) {
        const at = (row + 1) * this.#row + channels + i;
        this.#table[at] =
          numbers[row * width * channels + i]! +
          this.#table[at - channels]! +
          this.#table[at - this.#row]! -
          this.#table[at - this.#row - channels]!;
      }
  }

  /** The sum of a channel over a box that lies inside the map. */
  at({ top, left, height, width }: Box, channel: number): number {
    const corner = (row: number, column: number): number =>
      this.#table[row * this.#row + column * this.channels + channel]!;
    const [bottom, right] = [top + height, left + width];
    return corner(bottom, right) - corner(top, right) - corner(bottom, left) + corner(top, left);
  }
}
