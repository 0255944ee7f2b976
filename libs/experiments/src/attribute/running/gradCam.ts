import { Network, pass, projectToTensor, type ForwardRecord } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import { rowsOf } from './partsOf.js';

interface Cam {
  classIndex: number;
  /** Whose maps are weighted. */
  layer: string;
  /** Index of the node that holds the classes' logits; undefined where the network has none. */
  logits: number | undefined;
  signal: AbortSignal;
  onStep: (done: number) => void;
}

/**
 * Grad-CAM (Selvaraju et al. 2017, equations 1 and 2): the maps of a layer, each weighted by the mean slope of the class's
 * score, its logit where it has one; rectified.
 * @param x [1, height, width, channels], preprocessed
 * @returns the map of the layer's rows and columns, and its values stretched over the image, [height · width]
 */
export async function gradCam(
  network: Network,
  x: tf.Tensor4D,
  { classIndex, layer, logits, signal, onStep }: Cam,
) {
  signal.throwIfAborted();
  const scores = scoring(network, logits);
  const record = await pass(scores, x);
  const slope = slopeOf(record, layer, classIndex);
  const cam = weighted(record.activation(layer), slope);
  slope.dispose();
  record.dispose();
  const [, rows, cols] = cam.shape;
  const [, height, width] = x.shape;
  // Rows and columns of a map lie evenly over the image.
  const over = tf.image.resizeBilinear(cam, [height, width], false, true);
  const map = rowsOf(await cam.data<'float32'>(), cols);
  const values = await over.data<'float32'>();
  tf.dispose([cam, over]);
  onStep(1);
  return { values, grid: { rows, cols }, map };
}

/** [1, rows, columns, 1] */
const weighted = (maps: tf.Tensor4D, slope: tf.Tensor4D): tf.Tensor4D =>
  tf.tidy(() => tf.relu(tf.sum(tf.mul(maps, tf.mean(slope, [1, 2], true)), 3, true)));

/** ∂score/∂activations of a layer: [1, rows, columns, channels]; zero where the score does not hang on it. */
function slopeOf(record: ForwardRecord, layer: string, channel: number): tf.Tensor4D {
  const { network } = record;
  const top = network.nodes[network.output!]!.name;
  const node = network.indexOf(layer);
  let slope: tf.Tensor4D | undefined;
  const unit = { layer: top, channel, at: [0, 0] as [number, number] };
  const { pixels } = projectToTensor(record, [unit], {
    ...{ rule: 'gradient', signal: 1, wholeMaps: true },
    onStep(step) {
      if (step.node === node) slope ??= tf.keep(tf.clone(step.arrived));
    },
  });
  pixels.dispose();
  return slope ?? tf.zerosLike(record.activation(layer));
}

/** The same network, which answers with the classes' logits where it has them. */
function scoring({ nodes, output }: Network, logits = output): Network {
  const named = nodes.map((node, i) => (i === logits ? { layer: node.op.kind, ...node } : node));
  return new Network(named, logits);
}
