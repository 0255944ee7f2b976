import type { Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** One position of a batch of maps. Frameworks number positions differently; a place can be numbered in any way. */
export interface Place {
  image: number;
  row: number;
  column: number;
  channel: number;
}

/** Calls `visit` for every value of a [batch, h, w, channels] tensor in order. */
function mapPlaces<T>(
  [batch, h, w, channels]: readonly number[],
  visit: (at: Place, i: number) => T,
): T[] {
  return Array.from({ length: batch! * h! * w! * channels! }, (_, i) => {
    const position = Math.floor(i / channels!);
    return visit(
      {
        image: Math.floor(position / (h! * w!)),
        row: Math.floor(position / w!) % h!,
        column: position % w!,
        channel: i % channels!,
      },
      i,
    );
  });
}

/** Where in the input each switch points. */
export function switchPlaces(switches: Tensor4D, { rows, columns }: Window): Place[] {
  const taps = switches.dataSync();
  return mapPlaces(switches.shape, (at, i) => ({
    ...at,
    row: at.row * rows.stride - rows.before + Math.floor(taps[i]! / columns.size) * rows.dilation,
    column:
      at.column * columns.stride - columns.before + (taps[i]! % columns.size) * columns.dilation,
  }));
}

/** The inverse of `switchPlaces`: the switches, [batch, h, w, channels], that point at `places`. */
export function switchesTo(
  places: readonly Pick<Place, 'row' | 'column'>[],
  shape: Tensor4D['shape'],
  { rows, columns }: Window,
): Tensor4D {
  const taps = mapPlaces(shape, (at, i) => {
    const row = (places[i]!.row - at.row * rows.stride + rows.before) / rows.dilation;
    const column =
      (places[i]!.column - at.column * columns.stride + columns.before) / columns.dilation;
    return row * columns.size + column;
  });
  return tf.tensor4d(taps, shape, 'int32');
}
