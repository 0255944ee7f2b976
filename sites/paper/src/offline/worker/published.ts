/** A file of this version of the site. */
export interface PublishedFile {
  /** Address below the origin, a folder for its `index.html`. */
  url: string;
  /** Of its content, as in an `integrity` attribute: `sha256-…`. */
  integrity: string;
  /** Fetched on the first visit; others are kept once they were asked for. */
  atFirst: boolean;
  /** The name of the file changes with its content. */
  named: boolean;
}

/** What Workbox tells the contents of one address apart by. */
export const REVISION = '__WB_REVISION__';

/** Filled in by the build. */
declare const PUBLISHED: readonly PublishedFile[];

/** All files of this version. */
export const published: readonly PublishedFile[] = PUBLISHED;

const byAddress = new Map(published.map((file) => [new URL(file.url, location.origin).href, file]));

/** What a request, or the key of what is kept, asks for of this version. A link to a view differs from the page only behind its question mark. */
export function publishedFile({ url, mode }: Request): PublishedFile | undefined {
  const address = new URL(url);
  address.hash = '';
  address.searchParams.delete(REVISION);
  if (mode === 'navigate') address.search = '';
  return byAddress.get(address.href);
}

/** What the cache knows a file by; the same address may hold another content in another version. */
export function keyOf({ url, integrity, named }: PublishedFile): string {
  const key = new URL(url, location.origin);
  if (!named) key.searchParams.set(REVISION, integrity);
  return key.href;
}
