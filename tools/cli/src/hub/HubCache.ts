import {
  hubFileAddress,
  headersFor,
  IS_GATED,
  readListing,
  type Hub,
  type HubAddress,
  type HubFile,
  type HubListing,
} from '@deconv/models/hub';
import { readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../cacheFolder.js';
import { lockFolder } from '../lock/lockFolder.js';
import { makeFolder } from '../makeFolder.js';
import { download } from '../models/download.js';
import { placeInside } from '../placeInside.js';
import { writeWhole } from '../writeWhole.js';

/**
 * What is kept of one repository: `COMMIT/listing.json`, which files it holds; `COMMIT/files`, those that were read; and
 * `revisions`, which commit each branch or tag was when it was last asked for.
 */
export class HubCache {
  readonly #folder: string;

  constructor(readonly address: HubAddress) {
    this.#folder = join(cacheFolder('hub'), address.owner, address.name);
  }

  /** The commit that the address was when it was last asked for, or names itself. */
  async commit(): Promise<string | undefined> {
    const { revision } = this.address;
    const content = await contentAt(this.#revision());
    const found = content ? new TextDecoder().decode(content) : revision;
    return /^[0-9a-f]{40}$/.test(found) ? found : undefined;
  }

  /** The files that a commit holds, where they have been asked for before. */
  async listing(commit: string): Promise<HubListing | undefined> {
    const bytes = await contentAt(join(this.#folder, commit, 'listing.json'));
    return bytes && readListing(bytes);
  }

  /** Keeps which files there are, as the Hub answered. @throws Error where that is no list of files */
  async keep(bytes: Uint8Array): Promise<HubListing> {
    const listing = readListing(bytes);
    const folder = join(this.#folder, listing.commit);
    const revision = this.#revision();
    for (const each of [folder, dirname(revision)]) await makeFolder(each);
    await writeWhole([
      { path: join(folder, 'listing.json'), bytes },
      { path: revision, bytes: new TextEncoder().encode(listing.commit) },
    ]);
    return listing;
  }

  /** Whether a file has been downloaded: only what was whole has its name. */
  async has(commit: string, file: HubFile): Promise<boolean> {
    const found = await stat(await this.place(commit, file)).catch(() => undefined);
    return found?.isFile() === true && found.size === file.bytes;
  }

  /** Where a file lies, once it has been downloaded. */
  place(commit: string, { path }: HubFile): Promise<string> {
    return placeInside(join(this.#folder, commit, 'files'), path, 'the Hub');
  }

  /**
   * Downloads a file; where an earlier download broke, it goes on.
   * @throws Error as `download` does
   */
  async fetch(
    commit: string,
    file: HubFile,
    hub: Hub,
    onProgress?: (bytes: number) => void,
  ): Promise<void> {
    const place = await this.place(commit, file);
    // Others that download it are waited for: there are no two of it.
    const { release } = await lockFolder(join(this.#folder, commit), new AbortController().signal);
    try {
      if (await this.has(commit, file)) return;
      await makeFolder(dirname(place));
      const addresses = [hubFileAddress(this.address, commit, file.path, hub).href];
      const expected = { ...file, addresses, headers: headersFor(hub), ifKept: IS_GATED };
      await download(expected, `${place}.download`, onProgress);
      await rename(`${place}.download`, place);
    } finally {
      await release();
    }
  }

  #revision(): string {
    return join(this.#folder, 'revisions', encodeURIComponent(this.address.revision));
  }
}

async function contentAt(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}
