import photographs from '../public/photographs/photographs.json';
import drawings from '../public/samples/samples.json';

/** What a picture shows its things as. A network knows one kind. */
export type PictureKind = 'photograph' | 'drawing';

/** A picture that comes with the page. */
export interface ShippedPicture {
  /** Its name in the page's address. */
  name: string;
  kind: PictureKind;
  /** Below the base of the site. */
  file: string;
  label: string;
  alt: string;
  credit: string;
}

/** Photographs, then drawings. */
export const PICTURES: readonly ShippedPicture[] = [
  ...listed(photographs, 'photograph', 'photographs/'),
  ...listed(drawings, 'drawing', 'samples/'),
];

/** The picture of this name; undefined where none comes with the page. */
export function shippedPicture(name: string): ShippedPicture | undefined {
  return PICTURES.find((picture) => picture.name === name);
}

function listed(
  entries: readonly Omit<ShippedPicture, 'name' | 'kind'>[],
  kind: PictureKind,
  folder: string,
): ShippedPicture[] {
  return entries.map((entry) => ({
    ...entry,
    ...{ name: entry.file.replace('.webp', ''), kind, file: folder + entry.file },
  }));
}
