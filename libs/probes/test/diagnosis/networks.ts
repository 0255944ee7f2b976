import '@tensorflow/tfjs-backend-cpu';
import { input, NetworkBuilder, type Network, type Op } from '@deconv/core';
import { axisWindow, type MapShape, type Window } from '@deconv/geometry';

/** A window without padding. */
export function square(size: number, stride = 1, dilation = 1): Window {
  const axis = axisWindow({ size, stride, dilation });
  return { rows: axis, columns: axis };
}

/** One op of a chain: its name, and the kind of the layer that it ends, if it does. */
export type Link = [name: string, layer: string | undefined, make: (shape: MapShape) => Op];

/** A network whose ops read one another, the first one images. */
export function chain(image: MapShape, links: readonly Link[]): Network {
  const builder = new NetworkBuilder();
  let top = builder.add('input', input(image), [], 'Input');
  for (const [name, layer, make] of links)
    top = builder.add(name, make(builder.shape(top)), [top], layer);
  return builder.build(top);
}

/** Numbers of a normal distribution, always the same ones (mulberry32, Box and Muller). */
export function noise(count: number, seed = 1): Float32Array {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float32Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}
