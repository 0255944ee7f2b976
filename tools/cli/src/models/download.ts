import { Pace, type PaceOptions } from '@deconv/models';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';

/** The file that is asked for. */
export interface Expected {
  addresses: readonly string[];
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
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
  const { address, path, bytes, sha256, bounds } = attempt;
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const from = there <= bytes ? there : 0;
  if (from < bytes) {
    const pace = new Pace(bounds);
    try {
      const headers = new Headers(from > 0 ? { Range: `bytes=${from}-` } : {});
      const signals = bounds.signal ? [pace.signal, bounds.signal] : [pace.signal];
      const response = await fetch(address, { headers, signal: AbortSignal.any(signals) });
      await save(response, from, pace, attempt);
    } catch (cause) {
      throw inWords(cause);
    } finally {
      pace.end();
    }
  }
  await requireChecksum(path, sha256, from > 0);
}

/** Writes what a server answers to the question for a file from a byte on. */
async function save(
  response: Response,
  from: number,
  pace: Pace,
  { path, bytes, onProgress }: Attempt,
): Promise<void> {
  const start = startOf(response, from, bytes);
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
  if (size < bytes) throw new Error(`the connection ended after ${size} of ${bytes} bytes`);
}

/**
 * The byte of the file at which an answer begins.
 * @throws Unfitting where the rest of the file cannot be had, but the whole might
 * @throws Error for any answer that holds neither
 */
function startOf({ status, ok, headers }: Response, from: number, bytes: number): number {
  if (status === 416 && from > 0)
    throw new Unfitting(`the server answered 416: it has nothing from byte ${from} on`);
  if (!ok) throw new Error(`the server answered ${status}`);
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
  if (length !== null && Number(length) !== bytes)
    throw new Error(`its file is ${length} bytes long; the model has ${bytes}`);
  return 0;
}

/** fetch answers every failure below HTTP with a TypeError, and hides what happened in its cause. */
function inWords(error: unknown): unknown {
  const { message, cause } = error as Error;
  if (!(error instanceof TypeError) || !(cause instanceof Error) || !cause.message) return error;
  return new Error(`${message}, ${cause.message}`, { cause: error });
}

async function requireChecksum(path: string, sha256: string, resumed: boolean): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const found = hash.digest('hex');
  if (found === sha256) return;
  await rm(path);
  throw new (resumed ? Unfitting : Error)(
    `its SHA-256 is ${found}; expected ${sha256}, so it is not the file that was published`,
  );
}
