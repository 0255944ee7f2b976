import { formatShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { onGraphics } from '../graphics/runKernel.js';
import { fusedRectifiers } from './fusedRectifiers.js';
import type { Network } from './Network.js';
import { passEngine } from './PassEngine.js';
import { NumberMaps, sumsOf, TensorMaps, type RecordedMaps } from './RecordedMaps.js';

/** One forward pass: the activation of every layer, and the switches of every max pooling. */
export class ForwardRecord {
  /** @param maps which the record owns */
  constructor(
    readonly network: Network,
    private readonly maps: RecordedMaps,
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
    return this.maps.value(index);
  }

  /** The same values, flat, for whoever needs no tensor of them. */
  numbersAt(index: number): Promise<Float32Array> {
    return this.maps.numbers(index);
  }

  /** For each layer of the network, in order, the sum of its magnitudes over the batch; not finite where a value is not. */
  async magnitudes(): Promise<number[]> {
    return Array.from(await this.maps.magnitudes(layersOf(this.network)));
  }

  /** Switches of node `index`, which must be a max pooling. */
  switchesAt(index: number): Tensor4D {
    return this.maps.switches(index);
  }

  /**
   * A copy with other switches, for controls: disposing of it leaves this record as it is.
   * @param replace gets the switches of each max pooling, [batch, height, width, channels], and gives new ones
   */
  async withSwitches(
    replace: (switches: Tensor4D, index: number) => Promise<Tensor4D>,
  ): Promise<ForwardRecord> {
    const pooled = new Map<number, Tensor4D>();
    for (const [index, { op }] of this.network.nodes.entries())
      if (op.switching) pooled.set(index, await replace(this.switchesAt(index), index));
    return new ForwardRecord(this.network, this.maps.withSwitches(pooled));
  }

  dispose(): void {
    this.maps.dispose();
  }
}

export interface ForwardOptions {
  /** Record the steps inside of layers too, such as a convolution before its fused ReLU. */
  everyNode?: boolean;
  /** Record these nodes, too. */
  also?: readonly number[];
  /** Records these nodes by their indices and nothing else, no switches either: nothing can be projected. */
  only?: readonly number[];
  /** Adds up the magnitudes of every layer on the way: all that is asked of most of them, where `only` a few are recorded. */
  magnitudes?: boolean;
}

/**
 * Runs the network in tfjs and records what projection needs. The caller disposes the record.
 * @param x preprocessed images, [batch, height, width, channels]
 * @throws RangeError where the images do not have the network's input shape
 */
export function forward(
  network: Network,
  x: Tensor4D,
  options: ForwardOptions = {},
): ForwardRecord {
  requireInput(network, x);
  const pooled = new Map<number, Tensor4D>();
  const recorded = new Set(recordedNodes(network, options));
  let sums: Tensor1D | undefined;
  // Elsewhere one step costs as much as two, and rounds otherwise.
  const wanted = options.magnitudes ? new Set([...recorded, ...layersOf(network)]) : recorded;
  const fused = onGraphics() ? fusedRectifiers(network, wanted) : new Map<number, number>();
  const done = new Set(fused.values());
  const values = tf.tidy(() => {
    const all: Tensor4D[] = [];
    network.nodes.forEach(({ op, inputs }, i) => {
      const read = inputs.length ? inputs.map((j) => all[j]!) : [x];
      if (done.has(i)) all.push(read[0]!);
      else if (fused.has(i)) all.push(op.rectified!(read));
      else {
        const { value, switches } = op.forward(read);
        all.push(value);
        if (switches && !options.only) pooled.set(i, tf.keep(switches));
      }
    });
    if (options.magnitudes) sums = tf.keep(sumsOf(layersOf(network).map((index) => all[index]!)));
    return all.map((value, i) => (recorded.has(i) ? tf.keep(value) : undefined));
  });
  return new ForwardRecord(network, new TensorMaps(values, pooled, sums));
}

/**
 * The same on what computes passes in this process (`setPassEngine`); on tfjs, where that cannot hold the network.
 * @throws RangeError where the images do not have the network's input shape
 */
export async function pass(
  network: Network,
  x: Tensor4D,
  options: ForwardOptions = {},
): Promise<ForwardRecord> {
  requireInput(network, x);
  const nodes = recordedNodes(network, options);
  if (!options.only) nodes.push(...pooledNodes(network));
  const asked = [...new Set(nodes)].sort((a, b) => a - b);
  const summed = options.magnitudes ? layersOf(network) : undefined;
  const computing = passEngine()?.maps(network, x, { nodes: asked, ...(summed && { summed }) });
  if (!computing) return forward(network, x, options);
  const { maps, magnitudes } = await computing;
  const known = new Map(asked.map((node, i) => [node, maps[i]!]));
  const sums = summed && magnitudes;
  return new ForwardRecord(network, new NumberMaps(network, x.shape[0], known, sums));
}

/** Indices of the nodes that end a layer. */
function layersOf({ nodes }: Network): number[] {
  return [...nodes.keys()].filter((index) => nodes[index]!.layer !== undefined);
}

function requireInput({ input }: Network, { shape: [, h, w, c] }: Tensor4D): void {
  const { height, width, channels } = input;
  if (h !== height || w !== width || c !== channels)
    throw new RangeError(`the network reads images of ${formatShape(input)}, not ${h}×${w}×${c}`);
}

/** Nodes that are asked for; else those that end a layer, outputs, those that an op recalls on the way down, and others. */
function recordedNodes(
  { nodes, output, answer }: Network,
  { everyNode = false, also = [], only }: ForwardOptions,
): number[] {
  if (only) return [...only];
  if (everyNode) return [...nodes.keys()];
  return [
    ...nodes.flatMap(({ op, inputs, layer }, i) => [
      ...(layer === undefined ? [] : [i]),
      ...(op.recallsInput ? inputs : []),
    ]),
    ...[output, answer].filter((index) => index !== undefined),
    ...also,
  ];
}

/** Nodes that a max pooling reads: they tell its switches. */
function pooledNodes({ nodes }: Network): number[] {
  return nodes.flatMap(({ op, inputs }) => (op.switching ? inputs : []));
}
