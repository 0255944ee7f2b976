import { brief, parseJson, requireInside } from '@deconv/untrusted';
import * as v from 'valibot';
import { Allowance } from '../Allowance.js';
import { fetchFile, type FetchOptions } from '../fetchFile.js';
import { NotServed } from '../NotServed.js';
import { hubSource, type HubAddress } from './HubAddress.js';
import type { HubFile } from './HubFile.js';

/** Where the Hub is, and who asks. */
export interface Hub {
  /** `https://huggingface.co`, or another that answers as it does. */
  endpoint: string;
  /** Shown to this host, and to none that it sends on to. */
  token?: string | undefined;
}

export const HUB = 'https://huggingface.co';

/** All files of a repository at one commit. */
export interface HubListing {
  /** 40 hexadecimal digits. */
  commit: string;
  files: HubFile[];
}

const ADVICE = 'try again, or download the files and open their folder';

/** Repositories of many thousand files come to less. */
const MOST_OF_A_LIST = 16e6;
const HEX = (digits: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${digits}}$`)));
const SIZE = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const LISTING = v.object({
  sha: HEX(40),
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      size: SIZE,
      blobId: HEX(40),
      lfs: v.nullish(v.object({ sha256: HEX(64), size: SIZE })),
    }),
  ),
});

/**
 * Asks the Hub which files a repository holds, with size and checksum of each.
 * @returns its answer, for `readListing`
 * @throws Error that says what the Hub answered instead, and what to do: NotServed where it keeps the repository to itself, or
 *   has none of the name
 */
export async function fetchListing(
  address: HubAddress,
  hub: Hub,
  options: Pick<FetchOptions, 'signal' | 'patience' | 'grace'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { owner, name, revision } = address;
  const path = `/api/models/${owner}/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const allowance = new Allowance(MOST_OF_A_LIST, 'the list of files');
  const bytes = await fetchFile(at(hub, path), {
    ...options,
    allowance,
    headers: headersFor(hub),
  }).catch((cause: unknown) => {
    if (!(cause instanceof NotServed)) throw cause;
    throw new NotServed(`${hubSource(address)} ${IS_KEPT}. ${cause.message}`, { cause });
  });
  if (!bytes)
    throw new NotServed(
      `${hubSource(address)}: ${hub.endpoint} has no repository or no revision of this name (404); look at ${hub.endpoint}/${owner}/${name}`,
    );
  return bytes;
}

/** What to do about a repository that the Hub does not give to everybody. */
export const IS_GATED =
  'for a gated network, accept its terms on its page, then set HF_TOKEN for the command, or download the files and open their folder';

const IS_KEPT = `is private or gated, or there is none of the name; ${IS_GATED}`;

/** Where a file of the repository is, at a commit. */
export const hubFileAddress = (
  { owner, name }: HubAddress,
  commit: string,
  path: string,
  hub: Hub,
): URL =>
  at(
    hub,
    `/${owner}/${name}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`,
  );

/** What a request to the Hub bears: `fetch` drops it where another host is to answer. */
export const headersFor = ({ token }: Hub): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

/** @throws Error for an endpoint that is no http(s) address */
function at({ endpoint }: Hub, path: string): URL {
  if (!/^https?:\/\/[^/?#@]+(\/[^?#]*)?$/.test(endpoint) || !URL.canParse(endpoint))
    throw new Error(`the Hub's address is "${brief(endpoint)}"; expected one such as ${HUB}`);
  return new URL(endpoint.replace(/\/+$/, '') + path);
}

/** @throws Error for an answer of the Hub that is no list of files, or names one outside of the repository */
export function readListing(bytes: Uint8Array): HubListing {
  const json = parseJson(bytes, "the Hub's list of files", ADVICE);
  const { success, output, issues } = v.safeParse(LISTING, json);
  if (!success)
    throw new Error(
      `the Hub's list of files is not as expected: ${v.getDotPath(issues[0]) ?? 'it'} is ${brief(issues[0].received)}; ${ADVICE}`,
    );
  const files = output.siblings.map(({ rfilename, size, blobId, lfs }): HubFile => {
    const path = requireInside(rfilename, 'the Hub');
    if (!lfs) return { path, bytes: size, checksum: { kind: 'git', hex: blobId } };
    return { path, bytes: lfs.size, checksum: { kind: 'sha256', hex: lfs.sha256 } };
  });
  return { commit: output.sha, files };
}
