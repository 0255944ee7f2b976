import { answerOf, Pace, type PaceOptions } from '@deconv/models';
import {
  gitHeader,
  IS_POINTER,
  isPointer,
  MOST_OF_A_POINTER,
  type HubFile,
} from '@deconv/models/hub';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';

/** The file that is asked for. */
export interface Expected extends Pick<HubFile, 'bytes' | 'checksum'> {
  addresses: readonly string[];
  /** What requests bear; `fetch` drops an Authorization where another host is to answer. */
  headers?: Readonly<Record<string, string>>;
  /** What to do where a server keeps the file to itself. */
  ifKept?: string;
}

/** How slow a server may be, and what aborts the download. */
export interface Bounds extends PaceOptions {
  signal?: AbortSignal | undefined;
}

/** The beginning of a file that is there already does not fit what the server has. */
class Unfitting extends Error {}

/**
 * Downloads a file from the first address that has it. What is there of it already, from a download that broke, is not asked
 * for again, unless it turns out to be the beginning of another file.
 * @param path to write; holds whatever came where the download breaks
 * @param bounds how slow a server may be, and what aborts it
 * @throws Error that names every address and what went wrong there; for another checksum the file is removed; the signal's
 *   reason when it is aborted
 */
export async function download(
  expected: Expected,
  path: string,
  onProgress: (bytes: number) => void = () => undefined,
  bounds: Bounds = {},
): Promise<void> {
  const faults: string[] = [];
  for (const address of expected.addresses) {
    const attempt = () => fetchRest({ ...expected, address, path, onProgress, bounds });
    try {
      await attempt().catch(async (error: unknown) => {
        if (!(error instanceof Unfitting)) throw error;
        await rm(path, { force: true });
        await attempt();
      });
      return;
    } catch (error) {
      bounds.signal?.throwIfAborted();
      faults.push(`${address}: ${(error as Error).message}`);
    }
  }
  throw new Error(`the model cannot be downloaded: ${faults.join('; ')}`);
}

interface Attempt extends Expected {
  address: string;
  path: string;
  onProgress: (bytes: number) => void;
  bounds: Bounds;
}

async function fetchRest(attempt: Attempt): Promise<void> {
  const { address, path, bytes, bounds } = attempt;
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const from = there <= bytes ? there : 0;
  if (from < bytes) {
    const pace = new Pace(bounds);
    try {
      const headers = new Headers(attempt.headers);
      if (from > 0) headers.set('Range', `bytes=${from}-`);
      const signals = bounds.signal ? [pace.signal, bounds.signal] : [pace.signal];
      const response = await fetch(address, { headers, signal: AbortSignal.any(signals) });
      await save(response, from, pace, attempt);
    } catch (cause) {
      throw inWords(cause);
    } finally {
      pace.end();
    }
  }
  await requireChecksum(path, attempt, from > 0);
}

/** Writes what a server answers to the question for a file from a byte on. */
async function save(response: Response, from: number, pace: Pace, attempt: Attempt): Promise<void> {
  const { path, bytes, onProgress } = attempt;
  const start = startOf(response, from, attempt);
  const file = await open(path, start > 0 ? 'a' : 'w');
  let size = start;
  try {
    for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      pace.heard(chunk.length);
      size += chunk.length;
      if (size > bytes) throw new Error(`it sends more than the ${bytes} bytes of the model`);
      await file.writeFile(chunk);
      onProgress(size);
    }
  } finally {
    await file.close();
  }
  if (size < bytes) throw await endedEarly(path, size, bytes);
}

const adviceFor = ({ status }: Response, ifKept: string | undefined): string =>
  ifKept !== undefined && (status === 401 || status === 403) ? `; ${ifKept}` : '';

/** What to say of a file that ended early: one that is what git has in place of a file in LFS is of no use. */
async function endedEarly(path: string, size: number, bytes: number): Promise<Error> {
  if (size > MOST_OF_A_POINTER || !isPointer(await readFile(path)))
    return new Error(`the connection ended after ${size} of ${bytes} bytes`);
  await rm(path);
  return new Error(`it ${IS_POINTER}`);
}

/**
 * The byte of the file at which an answer begins.
 * @throws Unfitting where the rest of the file cannot be had, but the whole might
 * @throws Error for any answer that holds neither
 */
function startOf(response: Response, from: number, { bytes, ifKept }: Attempt): number {
  const { status, ok, headers } = response;
  if (status === 416 && from > 0)
    throw new Unfitting(`the server answered 416: it has nothing from byte ${from} on`);
  if (!ok)
    throw new Error(`the server answered ${answerOf(response)}${adviceFor(response, ifKept)}`);
  if (status === 206) {
    const range = headers.get('content-range') ?? '';
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? [];
    if (Number(start) !== from || (total !== '*' && Number(total) !== bytes))
      throw new (from > 0 ? Unfitting : Error)(
        `the server answered with "${range.slice(0, 80)}"; expected ${bytes} bytes from ${from} on`,
      );
    return from;
  }
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  if (length !== null && Number(length) !== bytes && Number(length) > MOST_OF_A_POINTER)
    throw new Error(`its file is ${length} bytes long; the model has ${bytes}`);
  return 0;
}

/** fetch answers every failure below HTTP with a TypeError, and hides what happened in its cause. */
function inWords(error: unknown): unknown {
  const { message, cause } = error as Error;
  if (!(error instanceof TypeError) || !(cause instanceof Error) || !cause.message) return error;
  return new Error(`${message}, ${cause.message}`, { cause: error });
}

async function requireChecksum(
  path: string,
  { bytes, checksum: { kind, hex } }: Attempt,
  resumed: boolean,
): Promise<void> {
  const hash = createHash(kind === 'git' ? 'sha1' : 'sha256');
  if (kind === 'git') hash.update(gitHeader(bytes));
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const found = hash.digest('hex');
  if (found === hex) return;
  await rm(path);
  throw new (resumed ? Unfitting : Error)(
    `its ${kind === 'git' ? 'git checksum' : 'SHA-256'} is ${found}; expected ${hex}, so it is not the file that was published`,
  );
}
