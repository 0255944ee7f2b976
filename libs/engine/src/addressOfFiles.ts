const known = new Map<string, readonly File[]>();

/**
 * An address for files that only this page has, which `loadModel` takes as it takes a folder's. Good while the page is open.
 * @param files a `model.json` or ONNX file, its weights, and what lies beside it
 * @param address that they are to have, `files:` and a name; without it, one that no other files have
 */
export function addressOfFiles(
  files: readonly File[],
  address = `files:${known.size + 1}/${files.find(isModel)?.name ?? 'files'}`,
): string {
  const { href } = new URL(address);
  known.set(href, files);
  return href;
}

/** The files that have an address; undefined where it is no such one. */
export const filesAt = (address: string): readonly File[] | undefined => known.get(address);

const isModel = ({ name }: File): boolean => /[.]onnx$|model[.]json$/.test(name);
