import { reach, type Window } from '@deconv/geometry';

/** Frequencies of an image, or of a feature map, in cycles per pixel: from −½ to ½ along each axis. */
export type Weighing = (fy: number, fx: number) => number;

/** The plane of frequencies is cut into at least so many cells along each axis. */
const CELLS = 64;

/**
 * How the energy of a layer's filters lies over the plane of frequencies, in cycles per pixel of the map that they read.
 * The energy of a filter at a frequency is |F|², with F the discrete Fourier transform of its weights, padded with zeros,
 * taken at the centres of 64 × 64 cells (so that no centre is at frequency 0, or where a stride begins to fold); filters
 * and their input channels add up. Taps of a dilated filter stand as far apart as on its input.
 *
 * Transforming every filter is not needed for that: by the theorem of Wiener and Khinchin |F|² is the transform of the
 * filter's autocorrelation, which adds up over filters and channels as it does.
 */
export class FrequencyPlane {
  readonly #window: Window;
  /** By distance of two taps, [rows, columns]: the sum of their weights' products, over all pairs in both directions. */
  readonly #products: Float64Array;

  /** @param filters each [height, width, channels], flat, with the window's height and width */
  constructor(filters: readonly Float32Array[], window: Window) {
    this.#window = window;
    this.#products = new Float64Array(window.rows.size * window.columns.size);
    for (const filter of filters) this.#add(filter);
  }

  /** Sum of all squared weights, which is that of the energy over all cells, divided by their number (Parseval). */
  get energy(): number {
    return this.#products[0]!;
  }

  /**
   * Energy of the filters in an input whose power is `power` at each frequency; with 0 and 1, that in a part of the plane.
   * @param power must not change with the sign of a frequency
   * @returns the sum over all cells, divided by their number
   */
  energyIn(power: Weighing): number {
    const { rows, columns } = this.#window;
    const cells = Math.ceil(Math.max(reach(rows), reach(columns), CELLS) / CELLS) * CELLS;
    const centres = Array.from({ length: cells }, (_, i) => (i + 0.5) / cells - 0.5);
    const across = waves(columns, centres);
    // The signs of frequencies cancel what is odd, so that cosines are left of the transform.
    const byRow = centres.map((fy) => {
      const powers = centres.map((fx) => power(fy, fx));
      return across.map((wave) => dot(wave, powers));
    });
    let sum = 0;
    for (const [i, wave] of waves(rows, centres).entries())
      for (let j = 0; j < columns.size; j++) {
        const lag = dot(
          wave,
          byRow.map((row) => row[j]!),
        );
        sum += lag * this.#products[i * columns.size + j]!;
      }
    return Math.max(0, sum / cells ** 2);
  }

  #add(filter: Float32Array): void {
    const [height, width] = [this.#window.rows.size, this.#window.columns.size];
    const taps = height * width;
    const channels = filter.length / taps;
    for (let p = 0; p < taps; p++)
      for (let q = p; q < taps; q++) {
        let product = 0;
        for (let c = 0; c < channels; c++)
          product += filter[p * channels + c]! * filter[q * channels + c]!;
        const rows = Math.floor(q / width) - Math.floor(p / width);
        const columns = Math.abs((q % width) - (p % width));
        this.#products[rows * width + columns]! += p === q ? product : 2 * product;
      }
  }
}

/** For each distance of two taps along an axis, the cosine that it comes to at every frequency. */
function waves({ size, dilation }: Window['rows'], frequencies: readonly number[]): number[][] {
  return Array.from({ length: size }, (_, distance) =>
    frequencies.map((f) => Math.cos(2 * Math.PI * f * distance * dilation)),
  );
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);
