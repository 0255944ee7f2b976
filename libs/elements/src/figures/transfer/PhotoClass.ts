import type { NamedPicture } from '@deconv/engine';

/** Photos that belong together, under the name that the reader gave them. */
export interface PhotoClass {
  /** Tells it from the others, whatever their names and their order. */
  id: number;
  name: string;
  photos: readonly NamedPicture[];
}

/** What there is to learn from, and what is to be answered. */
export interface PhotoSet {
  classes: readonly PhotoClass[];
  asked: readonly NamedPicture[];
}

let made = 0;

/** A class like no other, even of the same name. */
export const photoClass = (name: string, photos: readonly NamedPicture[] = []): PhotoClass => ({
  ...{ id: made++, name, photos },
});

/** Nothing yet, in two classes: fewer cannot be told apart. */
export const EMPTY: PhotoSet = {
  classes: [photoClass('one thing'), photoClass('another')],
  asked: [],
};

/** So many classes at most: each takes a column. */
export const MOST_CLASSES = 4;

/** One class more, of a name that no other has. */
export function another({ classes }: PhotoSet): PhotoClass {
  const names = ['a third', 'a fourth'].filter((each) =>
    classes.every(({ name }) => name !== each),
  );
  return photoClass(names[0] ?? `class ${classes.length + 1}`);
}

/** Classes that have a photo; the others wait. */
export const filled = ({ classes }: PhotoSet): PhotoClass[] =>
  classes.filter(({ photos }) => photos.length);

/** With a class changed. */
export function withClass(
  { classes, asked }: PhotoSet,
  id: number,
  change: (own: PhotoClass) => PhotoClass,
): PhotoSet {
  return { asked, classes: classes.map((own) => (own.id === id ? change(own) : own)) };
}
