import { NotServed, type ReadFile } from '@deconv/models';
import {
  bytesOfModel,
  fetchListing,
  hubAddress,
  hubModel,
  hubSource,
  type HubFile,
  type HubListing,
  type HubModel,
} from '@deconv/models/hub';
import { readFile } from 'node:fs/promises';
import { inMegabytes, megabyteProgress } from '../megabytes.js';
import { modelAllowance } from '../modelAllowance.js';
import { HubCache } from './HubCache.js';
import { hubOfUser, isOffline } from './hubSettings.js';
import { pinCommit, pinnedCommit } from './pinnedCommits.js';

/** A model on the Hub as one of a folder, whose files are downloaded when they are read first. */
export interface HubPlace {
  read: ReadFile;
  modelFile: string;
  /** What its user should know, in words to follow `the model`. */
  notes: string[];
}

/**
 * @param source as `hubAddress` takes it
 * @param tell says what is downloaded, and that it comes from the cache alone where the Hub is out of reach
 * @throws Error as `fetchListing`, `hubModel` and `download` do; for a model that is not in the cache where nothing else may be read
 */
export async function hubPlace(source: string, tell: (line: string) => void): Promise<HubPlace> {
  const cache = new HubCache(hubAddress(source));
  const listing = await listingFor(cache, tell);
  pinCommit(hubSource(cache.address), listing.commit);
  const model = hubModel(cache.address, listing);
  const bytes = bytesOfModel(model, listing.files);
  const fetchOnce = async (file: HubFile): Promise<void> => {
    if (await cache.has(listing.commit, file)) return;
    requireOnline(cache);
    if (file !== model.model) return cache.fetch(listing.commit, file, hubOfUser());
    modelAllowance().require(bytes);
    tell(downloading(model, bytes));
    await cache.fetch(listing.commit, file, hubOfUser(), megabyteProgress(file.bytes));
  };
  return {
    modelFile: model.model.path.split('/').at(-1)!,
    notes: model.notes,
    read: async (name) => {
      const file = model.find(name);
      if (!file) return undefined;
      await fetchOnce(file);
      return new Uint8Array(await readFile(await cache.place(listing.commit, file)));
    },
  };
}

const downloading = ({ address, commit, model }: HubModel, bytes: number): string =>
  `downloading ${hubSource(address)} at ${commit.slice(0, 7)}: ${model.path}, ${inMegabytes(bytes)}`;

async function listingFor(cache: HubCache, tell: (line: string) => void): Promise<HubListing> {
  const { address } = cache;
  const pinned = pinnedCommit(hubSource(address));
  const kept = async (commit = pinned) => commit && (await cache.listing(commit));
  const known = await kept(pinned ?? fixed(address.revision));
  if (known) return known;
  const last = await kept(await cache.commit());
  if (last && isOffline()) return last;
  requireOnline(cache);
  try {
    return await cache.keep(await fetchListing(address, hubOfUser()));
  } catch (error) {
    if (!last || error instanceof NotServed) throw error;
    tell(
      `note: ${(error as Error).message}. What was downloaded before is used: ${hubSource(address)} at ${last.commit.slice(0, 7)}`,
    );
    return last;
  }
}

/** A commit never becomes another one. */
const fixed = (revision: string): string | undefined =>
  /^[0-9a-f]{40}$/.test(revision) ? revision : undefined;

/** @throws Error where nothing may be downloaded */
function requireOnline({ address }: HubCache): void {
  if (!isOffline()) return;
  throw new Error(
    `${hubSource(address)} is not in the cache as a whole, and HF_HUB_OFFLINE says not to download: run the command once without it`,
  );
}
