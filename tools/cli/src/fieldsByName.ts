import { receptiveFields, type ReceptiveField } from '@deconv/geometry';
import type { Model } from '@deconv/models';

/** What one unit of a layer sees of the image, by the layer's name; layers of which that is not known are left out. */
export function fieldsByName({ network }: Model): Map<string, ReceptiveField> {
  const fields = receptiveFields(network.nodes);
  return new Map(
    network.nodes.flatMap(({ name }, i) => (fields[i] ? [[name, fields[i]] as const] : [])),
  );
}

/** Pixels along rows and columns, once where they are as many. */
export function fieldInWords(field: ReceptiveField, what: 'size' | 'stride'): string {
  const [rows, columns] = [field.rows[what], field.columns[what]];
  return rows === columns ? String(rows) : `${rows}×${columns}`;
}
