import { formatShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Network } from './Network.js';

/** One forward pass: the activation of every layer, and the switches of every max pooling. */
export class ForwardRecord {
  constructor(
    readonly network: Network,
    private readonly values: readonly (Tensor4D | undefined)[],
    private readonly pooled: ReadonlyMap<number, Tensor4D>,
  ) {}

  /** [batch, height, width, channels]; belongs to the record. @throws RangeError for a name that is no layer */
  activation(layer: string): Tensor4D {
    return this.valueAt(this.network.indexOf(layer));
  }

  /**
   * What the model itself answers with: [batch, 1, 1, classes] for a classifier. Belongs to the record.
   * @throws RangeError where the network has no output, or several
   */
  get output(): Tensor4D {
    return this.#whole(this.network.output);
  }

  /** What is shown as its answer, of the output's shape, or with both classes of two. Belongs to the record. @throws as `output` */
  get answer(): Tensor4D {
    return this.#whole(this.network.answer);
  }

  #whole(index: number | undefined): Tensor4D {
    if (index === undefined)
      throw new RangeError('the network was read only in part and has no answer');
    return this.valueAt(index);
  }

  /** Activation of node `index`, which must end a layer, be read by an op that recalls its input, be an output, or have been asked for. */
  valueAt(index: number): Tensor4D {
    return this.values[index]!;
  }

  /** Switches of node `index`, which must be a max pooling. */
  switchesAt(index: number): Tensor4D {
    return this.pooled.get(index)!;
  }

  /**
   * A copy with other switches, for controls: disposing of it leaves this record as it is.
   * @param replace gets the switches of each max pooling, [batch, height, width, channels], and gives new ones
   */
  async withSwitches(
    replace: (switches: Tensor4D, index: number) => Promise<Tensor4D>,
  ): Promise<ForwardRecord> {
    const pooled = new Map<number, Tensor4D>();
    for (const [index, switches] of this.pooled) pooled.set(index, await replace(switches, index));
    const values = this.values.map((value) => value && tf.clone(value));
    return new ForwardRecord(this.network, values, pooled);
  }

  dispose(): void {
    tf.dispose([...this.values.filter((value) => value !== undefined), ...this.pooled.values()]);
  }
}

export interface ForwardOptions {
  /** Record the steps inside of layers too, such as a convolution before its fused ReLU. */
  everyNode?: boolean;
  /** Record these nodes, too. */
  also?: readonly number[];
}

/**
 * Runs the network and records what projection needs. The caller disposes the record.
 * @param x preprocessed images, [batch, height, width, channels]
 * @throws RangeError where the images do not have the network's input shape
 */
export function forward(
  network: Network,
  x: Tensor4D,
  { everyNode = false, also = [] }: ForwardOptions = {},
): ForwardRecord {
  const { height, width, channels } = network.input;
  const [, h, w, c] = x.shape;
  if (h !== height || w !== width || c !== channels)
    throw new RangeError(
      `the network reads images of ${formatShape(network.input)}, not ${h}×${w}×${c}`,
    );
  const pooled = new Map<number, Tensor4D>();
  const values = tf.tidy(() => {
    const all: Tensor4D[] = [];
    network.nodes.forEach(({ op, inputs }, i) => {
      const { value, switches } = op.forward(inputs.length ? inputs.map((j) => all[j]!) : [x]);
      all.push(value);
      if (switches) pooled.set(i, tf.keep(switches));
    });
    // Other steps inside of a layer are never asked for again.
    const asked = new Set([
      ...network.nodes.flatMap(({ op, inputs }) => (op.recallsInput ? inputs : [])),
      ...[network.output, network.answer].filter((index) => index !== undefined),
      ...also,
    ]);
    return all.map((value, i) =>
      everyNode || network.nodes[i]!.layer !== undefined || asked.has(i)
        ? tf.keep(value)
        : undefined,
    );
  });
  return new ForwardRecord(network, values, pooled);
}
