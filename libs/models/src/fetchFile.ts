import { whyUnreached } from '@deconv/untrusted';
import { Allowance } from './Allowance.js';
import { answerOf } from './answerOf.js';
import { isHtml } from './isHtml.js';
import { NotServed } from './NotServed.js';
import { Pace, type PaceOptions } from './Pace.js';

export interface FetchOptions extends PaceOptions {
  signal?: AbortSignal;
  /** What the request bears; `fetch` drops an Authorization where another host is to answer. */
  headers?: Readonly<Record<string, string>>;
  /** What may come of the model that the file belongs to; as much as `MOST_BYTES` unless said. */
  allowance?: Allowance;
  /** Hears how many bytes have come, of how many where the server says it. */
  onBytes?: OnBytes;
}

/** Hears of bytes while a file is read. */
export type OnBytes = (read: number, total: number | undefined) => void;

/** What servers answer that keep a file to themselves, a private bucket also of files that it has not, or have it no longer. */
const KEPT = new Set([401, 403, 410]);

/**
 * Fetches a file whole.
 * @returns undefined where the server says that there is none (404)
 * @throws NotServed where the server keeps it to itself (401, 403, 410) or from pages of other origins, or sends a page in
 * its place
 * @throws Error that names the address for a host out of reach, one that falls silent or sends too slowly, a file that is too
 * large, packed or not, a broken connection, and any answer but success; the signal's reason where it was aborted
 */
export async function fetchFile(
  address: URL,
  {
    signal,
    allowance = new Allowance(),
    onBytes = () => undefined,
    headers = {},
    ...bounds
  }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pace = new Pace(bounds);
  const signals = signal ? [pace.signal, signal] : [pace.signal];
  try {
    const response = await fetchReadable(address, headers, AbortSignal.any(signals));
    if (response.status === 404) return undefined;
    if (KEPT.has(response.status))
      throw new NotServed(`${address.href}: the server answered ${answerOf(response)}`);
    // Only a part was never asked for.
    if (!response.ok || response.status === 206)
      throw new Error(`the server answered ${answerOf(response)}`);
    const bytes = await bytesOf(response, pace, allowance, onBytes);
    if (isHtml(bytes)) throw new NotServed(`${address.href} ${IS_HTML}`);
    return bytes;
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (cause instanceof NotServed) throw cause;
    throw new Error(faultOf(address, cause), { cause });
  } finally {
    pace.end();
  }
}

/**
 * Many servers let pages of other origins read what they have, and not their answer that there is nothing: browsers call that a
 * failed request. Unlike one out of reach, such a server answers a request that does not ask to read.
 */
async function fetchReadable(
  address: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(address, { headers, signal });
  } catch (cause) {
    const foreign = typeof location !== 'undefined' && address.origin !== location.origin;
    if (!foreign || !(cause instanceof TypeError)) throw cause;
    const unread: RequestInit = { mode: 'no-cors', method: 'HEAD', signal };
    await fetch(address, unread).catch(() => {
      throw cause;
    });
    throw new NotServed(`${address.href} ${IS_KEPT}`, { cause });
  }
}

const IS_KEPT =
  'is answered, but not to pages of other origins: the answer lacks the header Access-Control-Allow-Origin';

const IS_HTML =
  'is an HTML page, which servers send for addresses that they do not know; check the address';

async function bytesOf(
  response: Response,
  pace: Pace,
  allowance: Allowance,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = response.headers.has('content-encoding');
  const said = Number(response.headers.get('content-length') ?? 0);
  if (!packed) allowance.require(said);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let read = 0;
  // An answer without a body has none to read.
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    pace.heard(value.length);
    allowance.take(value.length);
    chunks.push(value);
    onBytes((read += value.length), packed || !said ? undefined : said);
  }
}

/** What went wrong with an address, as a sentence. */
function faultOf(address: URL, cause: unknown): string {
  const { href } = address;
  const { message, cause: inner } = cause as Error;
  // fetch answers every failure below HTTP with a TypeError; Node hides what happened (`other side closed`) in its cause.
  if (!(cause instanceof TypeError)) return `${href}: ${message}`;
  const reason = inner instanceof Error && inner.message ? `${message}, ${inner.message}` : message;
  return `${href} cannot be fetched: ${reason}; ${adviceFor(address)}`;
}

/** A page, and the worker of one, are told of other origins that keep their files to themselves. */
const adviceFor = (address: URL): string =>
  typeof location === 'undefined' ? 'check the address' : whyUnreached(address, location.origin);
