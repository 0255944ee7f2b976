import * as tf from '@tensorflow/tfjs-core';

/** The numbers of a tensor that is made and disposed. Read outside of `tf.tidy`, which looks through every number of an array that it is given back. */
export function read(make: () => tf.Tensor): Float32Array {
  const tensor = tf.tidy(make);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}
