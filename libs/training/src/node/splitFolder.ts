import { listImages, type ImageFile, type LeftOut, type ListedImages } from '@deconv/datasets/node';

/** The photos of a folder with a folder of images for each class. */
export interface FolderSplit {
  /** Names of the class folders, in the order of their code points. */
  classes: string[];
  trained: ImageFile[];
  /** Never trained on. */
  validation: ImageFile[];
  /** What else lies in the folders, and why it is neither. */
  leftOut: LeftOut[];
}

/** Of each class one image in so many is kept for validation. */
const KEPT_OF = 10;

/** Images to measure by, at most: enough for an accuracy to ±1.5 points, and they are held in memory. */
const MEASURED = 1000;

/**
 * Lists what to train on and what to measure by. Without a folder for validation every tenth image of each class is kept
 * for that, at least one where a class has two; the same ones each time. Of many, 1,000 spread evenly are measured.
 * @throws Error where there are fewer than two class folders, the two folders differ in their classes, or every class
 * has but one image.
 */
export async function splitFolder(folder: string, validationFolder?: string): Promise<FolderSplit> {
  const { images: files, leftOut } = inClasses(await listImages(folder));
  const classes = classesOf(folder, files);
  if (validationFolder !== undefined) {
    const measured = inClasses(await listImages(validationFolder));
    requireKnown(validationFolder, measured.images, classes);
    const validation = spread(measured.images);
    return { classes, trained: files, validation, leftOut: [...leftOut, ...measured.leftOut] };
  }
  const validation = classes.flatMap((name) => keptOf(files.filter((f) => f.folder === name)));
  if (!validation.length)
    throw new Error(
      `"${folder}" holds one image of each class, and some must be kept to measure by; expected at least two of a class`,
    );
  const kept = new Set(validation);
  const trained = files.filter((f) => !kept.has(f));
  return { classes, trained, validation: spread(validation), leftOut };
}

/** Images that lie in no folder of a class are of none. */
function inClasses({ images, leftOut }: ListedImages): ListedImages {
  const loose = images.filter(({ folder }) => !folder);
  const more = loose.map(({ path }): LeftOut => ({ path, reason: 'in no class folder' }));
  return { images: images.filter(({ folder }) => folder), leftOut: [...leftOut, ...more] };
}

/** So many of the files, at equal distances in their order and so of every class its share. */
function spread(files: ImageFile[]): ImageFile[] {
  if (files.length <= MEASURED) return files;
  return Array.from(
    { length: MEASURED },
    (_, i) => files[Math.floor((i * files.length) / MEASURED)]!,
  );
}

function classesOf(folder: string, files: ImageFile[]): string[] {
  const classes = [...new Set(files.map((file) => file.folder))];
  if (classes.length >= 2) return classes;
  const found = classes.length === 1 ? `one class ("${classes[0]}")` : 'no class';
  throw new Error(
    `"${folder}" holds images of ${found}; expected one folder for each of at least two classes, with images in it`,
  );
}

function requireKnown(folder: string, files: ImageFile[], classes: string[]): void {
  const unknown = files.find((file) => !classes.includes(file.folder));
  if (unknown)
    throw new Error(
      `"${unknown.path}" in "${folder}" is of class "${unknown.folder}", which is not trained; expected ${classes.join(', ')}`,
    );
}

function keptOf(files: ImageFile[]): ImageFile[] {
  if (files.length >= KEPT_OF) return files.filter((_, i) => (i + 1) % KEPT_OF === 0);
  return files.length >= 2 ? files.slice(-1) : [];
}
