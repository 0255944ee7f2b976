import type { Network, PassEngine } from '@deconv/core';
import { occluderBox } from '@deconv/geometry';
import type { Occlusion } from '@deconv/probes';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * The numbers of an occlusion as a script around an engine has them: the square is painted over the image, the image passes, and so
 * on, one at a time. Nothing but the answer and the watched layer leaves the engine.
 * @returns values, then activities, place by place
 */
export async function onePassEach(
  engine: PassEngine,
  network: Network,
  image: Tensor4D,
  { grid, classIndex, layer, channel }: Occlusion,
  fill: readonly number[],
): Promise<Float32Array> {
  const { rows, cols: columns, size, stride } = grid;
  const clean = await image.data<'float32'>();
  const watched = [network.answer!, network.indexOf(layer)];
  const { channels } = network.nodes[watched[1]!]!.op.shape;
  const values: number[] = [];
  const activities: number[] = [];
  for (let place = 0; place < rows * columns; place++) {
    const at = [Math.floor(place / columns), place % columns] as const;
    const box = occluderBox({ rows, columns, size, stride }, network.input, at);
    const x = tf.tensor4d(painted(clean, network.input.width, box, fill), image.shape);
    const found = await engine.maps(network, x, { nodes: watched })!;
    x.dispose();
    const [answer, maps] = found.maps;
    values.push(answer![classIndex]!);
    activities.push(maps!.reduce((sum, y, i) => (i % channels === channel ? sum + y : sum), 0));
  }
  return Float32Array.from([...values, ...activities]);
}

function painted(
  clean: Float32Array,
  width: number,
  box: ReturnType<typeof occluderBox>,
  colour: readonly number[],
): Float32Array {
  const numbers = clean.slice();
  for (let row = box.top; row < box.top + box.height; row++)
    for (let column = box.left; column < box.left + box.width; column++)
      numbers.set(colour, (row * width + column) * colour.length);
  return numbers;
}
