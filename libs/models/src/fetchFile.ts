export interface FetchOptions {
  signal?: AbortSignal;
  /** How long the server may send nothing, in milliseconds. */
  patience?: number;
}

/**
 * Fetches a file whole.
 * @returns undefined where the server says that there is none (404)
 * @throws Error that names the address for a host out of reach, one that falls silent, a broken connection, and any
 * answer but success; the signal's reason where it was aborted
 */
export async function fetchFile(
  address: URL,
  { signal, patience = 30_000 }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const silence = new Silence(address, patience);
  const signals = signal ? [silence.signal, signal] : [silence.signal];
  try {
    const response = await fetch(address, { signal: AbortSignal.any(signals) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`${address.href}: the server answered ${answerOf(response)}`);
    return await bytesOf(response, silence);
  } catch (cause) {
    // fetch answers every failure below HTTP with a TypeError.
    if (!(cause instanceof TypeError)) throw cause;
    throw new Error(`${address.href} cannot be fetched: ${reasonOf(cause)}; check the address`, {
      cause,
    });
  } finally {
    silence.end();
  }
}

/** A signal that aborts when nothing was heard for too long. */
class Silence {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly address: URL,
    readonly patience: number,
  ) {
    this.heard();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    const message = `${this.address.href}: the server sent nothing for ${this.patience / 1000} s; try again later`;
    this.#timer = setTimeout(() => this.#controller.abort(new Error(message)), this.patience);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function bytesOf(response: Response, silence: Silence): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    silence.heard();
    chunks.push(value);
  }
}

const answerOf = ({ status, statusText }: Response): string => `${status} ${statusText}`.trim();

/** Node hides what happened (`getaddrinfo ENOTFOUND …`, `other side closed`) in the cause. */
function reasonOf({ message, cause }: TypeError): string {
  const inner = cause instanceof Error ? cause.message : '';
  return inner ? `${message}, ${inner}` : message;
}
