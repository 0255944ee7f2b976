/**
 * An address for files that only this browser has: a list, `{ name: address }`, that `loadModel` takes as it takes a folder's
 * address. Good while the page is open.
 * @param files a `model.json`, its weights, and what lies beside them
 */
export function addressOfFiles(files: readonly File[]): string {
  const addresses = files.map((file) => [file.name, URL.createObjectURL(file)]);
  const list = JSON.stringify(Object.fromEntries(addresses));
  return URL.createObjectURL(new Blob([list], { type: 'application/json' }));
}
