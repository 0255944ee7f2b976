import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Network } from './Network.js';

/** The maps of one pass by the indices of their nodes, wherever they were computed. */
export interface RecordedMaps {
  /** [batch, height, width, channels]; belongs to the record. */
  value(index: number): Tensor4D;
  /** The same values, flat. */
  numbers(index: number): Promise<Float32Array>;
  /**
   * For each of these nodes the sum of its magnitudes over the batch; not finite where a value is not. Where they were added up as
   * the maps were computed, the nodes are those.
   */
  magnitudes(indices: readonly number[]): Promise<ArrayLike<number>>;
  /** Switches of a max pooling; belong to the record. */
  switches(index: number): Tensor4D;
  /** The same maps with other switches, which they own. They outlive these. */
  withSwitches(pooled: ReadonlyMap<number, Tensor4D>): RecordedMaps;
  dispose(): void;
}

/** Maps that are tensors. */
export class TensorMaps implements RecordedMaps {
  /** @param sums what `magnitudes` answers, where it is known already */
  constructor(
    private readonly values: readonly (Tensor4D | undefined)[],
    private readonly pooled: ReadonlyMap<number, Tensor4D>,
    private readonly sums?: Tensor1D,
  ) {}

  value(index: number): Tensor4D {
    return this.values[index]!;
  }

  numbers(index: number): Promise<Float32Array> {
    return this.value(index).data<'float32'>();
  }

  /** Of all at once, and by the backend, which is many times faster than JavaScript that reads all values. */
  magnitudes(indices: readonly number[]): Promise<Float32Array> {
    if (this.sums) return this.sums.data<'float32'>();
    const sums = tf.tidy(() => sumsOf(indices.map((index) => this.value(index))));
    return sums.data<'float32'>().finally(() => sums.dispose());
  }

  switches(index: number): Tensor4D {
    return this.pooled.get(index)!;
  }

  withSwitches(pooled: ReadonlyMap<number, Tensor4D>): RecordedMaps {
    return new TensorMaps(
      this.values.map((value) => value && tf.clone(value)),
      pooled,
      this.sums && tf.clone(this.sums),
    );
  }

  dispose(): void {
    const values = this.values.filter((value) => value !== undefined);
    tf.dispose([...values, ...this.pooled.values(), ...(this.sums ? [this.sums] : [])]);
  }
}

/** Maps that are plain numbers, which become tensors when somebody asks for them. */
export class NumberMaps implements RecordedMaps {
  readonly #tensors = new Map<number, Tensor4D>();
  readonly #switches: Map<number, Tensor4D>;

  /**
   * @param known the numbers of maps, [batch, height, width, channels] each, by the indices of their nodes
   * @param sums what `magnitudes` answers, where it is known already
   */
  constructor(
    private readonly network: Network,
    private readonly batch: number,
    private readonly known: ReadonlyMap<number, Float32Array>,
    private readonly sums?: readonly number[],
    switches: ReadonlyMap<number, Tensor4D> = new Map(),
  ) {
    this.#switches = new Map(switches);
  }

  value(index: number): Tensor4D {
    const made = this.#tensors.get(index);
    if (made) return made;
    const { height, width, channels } = this.network.nodes[index]!.op.shape;
    const shape: Tensor4D['shape'] = [this.batch, height, width, channels];
    const tensor = tf.keep(tf.tensor4d(this.known.get(index)!, shape));
    this.#tensors.set(index, tensor);
    return tensor;
  }

  numbers(index: number): Promise<Float32Array> {
    return Promise.resolve(this.known.get(index)!);
  }

  magnitudes(indices: readonly number[]): Promise<readonly number[]> {
    const { known, sums } = this;
    return Promise.resolve(sums ?? indices.map((index) => magnitudeOf(known.get(index)!)));
  }

  /** From what the pooling read, so that of equal values the first wins whatever computed the maps. */
  switches(index: number): Tensor4D {
    const found = this.#switches.get(index);
    if (found) return found;
    const { op, inputs } = this.network.nodes[index]!;
    const switches = tf.keep(tf.tidy(() => op.forward([this.value(inputs[0]!)]).switches!));
    this.#switches.set(index, switches);
    return switches;
  }

  withSwitches(pooled: ReadonlyMap<number, Tensor4D>): RecordedMaps {
    return new NumberMaps(this.network, this.batch, this.known, this.sums, pooled);
  }

  dispose(): void {
    tf.dispose([...this.#tensors.values(), ...this.#switches.values()]);
    this.#tensors.clear();
    this.#switches.clear();
  }
}

/** The sums of the magnitudes of maps, one each. */
export const sumsOf = (maps: readonly Tensor4D[]): Tensor1D =>
  tf.stack(maps.map((map) => tf.sum(tf.abs(map)))) as Tensor1D;

function magnitudeOf(numbers: Float32Array): number {
  let sum = 0;
  for (const number of numbers) sum += Math.abs(number);
  return sum;
}
