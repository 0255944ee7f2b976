import type { Network } from '@deconv/core';
import { receptiveFields } from '@deconv/geometry';

/**
 * Whether places of a layer's maps are places of the picture. Tokens of a transformer, or windows of them, follow one another along an
 * axis, so that they would reach far beyond the picture, as far apart as their receptive fields are.
 * @returns for the name of a layer; true where nothing is known of its receptive fields
 */
export function liesAsPicture(network: Network): (layer: string) => boolean {
  const fields = receptiveFields(network.nodes);
  const along = (units: number, stride: number, pixels: number): boolean =>
    units * stride <= pixels + 2 * stride;
  return (layer) => {
    const index = network.indexOf(layer);
    const [field, { shape }] = [fields[index], network.nodes[index]!.op];
    return (
      !field ||
      (along(shape.height, field.rows.stride, network.input.height) &&
        along(shape.width, field.columns.stride, network.input.width))
    );
  };
}
