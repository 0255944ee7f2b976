import { Allowance } from '../Allowance.js';
import { fetchFile } from '../fetchFile.js';
import type { LoadOptions, Model } from '../Model.js';
import { hubAddress } from './HubAddress.js';
import { requireSame } from './HubFile.js';
import { bytesOfModel, hubModel, type HubModel } from './HubModel.js';
import {
  fetchListing,
  headersFor,
  hubFileAddress,
  IS_GATED,
  readListing,
  type Hub,
} from './listHub.js';
import type { ReadFile } from '../modelFiles.js';
import { NotServed } from '../NotServed.js';

/** Reads a model from its files. */
export type ReadWith = (
  read: ReadFile,
  options: LoadOptions & { modelFile: string },
) => Promise<Model>;

/**
 * Reads a network on the Hub, of which nothing is kept; each file is held against the size and checksum that the Hub lists.
 * @param source as `hubAddress` takes it
 * @param readModel reads the model from its files
 * @throws Error as `fetchListing`, `hubModel` and `fetchFile` do, and for a file that is another than the Hub lists
 */
export async function readHub(
  source: string,
  hub: Hub,
  options: LoadOptions,
  readModel: ReadWith,
): Promise<Model> {
  const address = hubAddress(source);
  options.onProgress?.(0, `asking ${new URL(hub.endpoint).host} for its files`);
  const listing = readListing(await fetchListing(address, hub, options));
  const found = hubModel(address, listing);
  const size = (bytesOfModel(found, listing.files) / 1e6).toFixed(1);
  options.onProgress?.(0, `downloading ${found.model.path}, ${size} MB`);
  const modelFile = found.model.path.split('/').at(-1)!;
  const model = await readModel(readerOf(found, hub, options), { ...options, modelFile });
  return { ...model, notes: [...found.notes, ...model.notes] };
}

function readerOf(found: HubModel, hub: Hub, options: LoadOptions): ReadFile {
  const allowance = options.allowance ?? new Allowance();
  return async (name, onBytes) => {
    const file = found.find(name);
    if (!file) return undefined;
    // Told before anything is sent, by what the Hub lists.
    allowance.require(file.bytes);
    const url = hubFileAddress(found.address, found.commit, file.path, hub);
    const bytes = await fetchFile(url, {
      ...options,
      allowance,
      headers: headersFor(hub),
      ...(onBytes && { onBytes: (read) => onBytes(read, file.bytes) }),
    }).catch((cause: unknown) => {
      if (!(cause instanceof NotServed)) throw cause;
      throw new NotServed(`${cause.message}; ${IS_GATED}`, { cause });
    });
    if (!bytes) throw new Error(`${url.href}: the Hub lists this file, and does not have it (404)`);
    requireSame(file, bytes);
    return bytes;
  };
}
