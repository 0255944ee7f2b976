/** The last part of a path: images are named as they were to the probe. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
