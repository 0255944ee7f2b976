import { receptiveFields, type AxisField, type ReceptiveField } from '@deconv/geometry';
import type { Model } from '@deconv/models';

/**
 * What one unit of a layer sees of the image, by the layer's name; layers of which that is not known are left out. Where every unit
 * sees the whole image, its size is that of the image, however often each pixel is seen.
 */
export function fieldsByName({ network }: Model): Map<string, ReceptiveField> {
  const { height, width } = network.input;
  const fields = receptiveFields(network.nodes);
  return new Map(
    network.nodes.flatMap(({ name, op: { shape } }, i) => {
      const field = fields[i];
      if (!field) return [];
      const rows = withinImage(field.rows, shape.height, height);
      const columns = withinImage(field.columns, shape.width, width);
      return [[name, { rows, columns }] as const];
    }),
  );
}

/** Attention and whatever puts values elsewhere read all positions, again and again: the sum of that is no size. */
function withinImage(field: AxisField, units: number, pixels: number): AxisField {
  const { size, stride, offset } = field;
  const seesAll = (units - 1) * stride + offset <= 0 && offset + size >= pixels;
  return seesAll ? { size: pixels, stride, offset: 0 } : field;
}

/** Pixels along rows and columns, once where they are as many. */
export function fieldInWords(field: ReceptiveField, what: 'size' | 'stride'): string {
  const [rows, columns] = [field.rows[what], field.columns[what]];
  return rows === columns ? String(rows) : `${rows}×${columns}`;
}
