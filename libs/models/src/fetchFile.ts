import { Allowance } from './Allowance.js';
import { Pace, type PaceOptions } from './Pace.js';

export interface FetchOptions extends PaceOptions {
  signal?: AbortSignal;
  /** What may come of the model that the file belongs to; as much as `MOST_BYTES` unless said. */
  allowance?: Allowance;
}

/**
 * Fetches a file whole.
 * @returns undefined where the server says that there is none (404)
 * @throws Error that names the address for a host out of reach, one that falls silent or sends too slowly, a file that is too
 * large, packed or not, a broken connection, and any answer but success; the signal's reason where it was aborted
 */
export async function fetchFile(
  address: URL,
  { signal, allowance = new Allowance(), ...bounds }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const pace = new Pace(bounds);
  const signals = signal ? [pace.signal, signal] : [pace.signal];
  try {
    const response = await fetch(address, { signal: AbortSignal.any(signals) });
    if (response.status === 404) return undefined;
    // Only a part was never asked for.
    if (!response.ok || response.status === 206)
      throw new Error(`the server answered ${answerOf(response)}`);
    return await bytesOf(response, pace, allowance);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    throw new Error(faultOf(address, cause), { cause });
  } finally {
    pace.end();
  }
}

async function bytesOf(
  response: Response,
  pace: Pace,
  allowance: Allowance,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = response.headers.has('content-encoding');
  if (!packed) allowance.require(Number(response.headers.get('content-length') ?? 0));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  // An answer without a body has none to read.
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    pace.heard(value.length);
    allowance.take(value.length);
    chunks.push(value);
  }
}

const answerOf = ({ status, statusText }: Response): string => `${status} ${statusText}`.trim();

/** What went wrong with an address, as a sentence. */
function faultOf({ href }: URL, cause: unknown): string {
  const { message, cause: inner } = cause as Error;
  // fetch answers every failure below HTTP with a TypeError; Node hides what happened (`other side closed`) in its cause.
  if (!(cause instanceof TypeError)) return `${href}: ${message}`;
  const reason = inner instanceof Error && inner.message ? `${message}, ${inner.message}` : message;
  return `${href} cannot be fetched: ${reason}; check the address`;
}
