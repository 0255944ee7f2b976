import { pass, projectToTensor, type Network } from '@deconv/core';
import { breather } from '@deconv/probes';
import * as tf from '@tensorflow/tfjs-core';

interface Way {
  classIndex: number;
  /** Where the way begins: a preprocessed colour, [channels], or a picture of the image's shape. */
  baseline: tf.Tensor;
  /** Points on the way, each in the middle of its piece. */
  steps: number;
  signal: AbortSignal;
  onStep: (done: number) => void;
}

/**
 * Integrated gradients (Sundararajan et al. 2017, equation 3): `(x − x′) · ∫ ∂F(x′ + α·(x − x′))/∂x dα` of what is
 * answered for a class, F, by the midpoint rule. Over all pixels they add up to about F(x) − F(x′).
 * @param x [1, height, width, channels], preprocessed
 * @returns values [height · width], summed over channels, and F(x′)
 * @throws the signal's reason when it is aborted
 */
export async function integratedGradients(
  network: Network,
  x: tf.Tensor4D,
  { classIndex, baseline, steps, signal, onStep }: Way,
): Promise<{ values: Float32Array; baseline: number }> {
  const breathe = breather();
  let sum = tf.zerosLike(x);
  try {
    for (let k = 0; k < steps; k++) {
      signal.throwIfAborted();
      const at = tf.tidy(() => between(baseline, x, (k + 0.5) / steps));
      const slope = await slopeAt(network, at, classIndex).finally(() => at.dispose());
      const next = tf.add<tf.Tensor4D>(sum, slope);
      tf.dispose([sum, slope]);
      sum = next;
      await sum.data(); // Else a graphics processor is given all of it at once, and no one can stop it.
      onStep(k + 1);
      await breathe();
    }
    const perPixel = tf.tidy(() => tf.sum(tf.mul(tf.sub(x, baseline), tf.div(sum, steps)), 3));
    const values = await perPixel.data<'float32'>().finally(() => perPixel.dispose());
    return { values, baseline: await answerAt(network, x, baseline, classIndex) };
  } finally {
    sum.dispose();
  }
}

const between = (from: tf.Tensor, to: tf.Tensor4D, share: number): tf.Tensor4D =>
  tf.add(from, tf.mul(tf.sub(to, from), share));

/** ∂answer/∂pixels: [1, height, width, channels]. */
async function slopeAt(network: Network, at: tf.Tensor4D, channel: number): Promise<tf.Tensor4D> {
  const record = await pass(network, at);
  try {
    const unit = { layer: network.nodes[network.output!]!.name, channel, at: [0, 0] as [0, 0] };
    return projectToTensor(record, [unit], { rule: 'gradient', signal: 1, wholeMaps: true }).pixels;
  } finally {
    record.dispose();
  }
}

async function answerAt(
  network: Network,
  like: tf.Tensor4D,
  baseline: tf.Tensor,
  classIndex: number,
): Promise<number> {
  const at = tf.tidy(() => tf.add<tf.Tensor4D>(tf.zerosLike(like), baseline));
  const record = await pass(network, at, { only: [network.output!] }).finally(() => at.dispose());
  const answer = await record.numbersAt(network.output!).finally(() => record.dispose());
  return answer[classIndex]!;
}
