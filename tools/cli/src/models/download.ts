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

/** How long a server may send nothing, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Downloads a file from the first address that has it. What is there of it already, from a download that broke, is not asked
 * for again.
 * @param path to write; holds whatever came where the download breaks
 * @throws Error that names every address and what went wrong there; for another checksum the file is removed
 */
export async function download(
  { addresses, bytes, sha256 }: Expected,
  path: string,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<void> {
  const faults: string[] = [];
  for (const address of addresses) {
    try {
      await fetchRest(address, path, bytes, onProgress);
      await requireChecksum(path, sha256);
      return;
    } catch (error) {
      faults.push(`${address}: ${(error as Error).message}`);
    }
  }
  throw new Error(`the model cannot be downloaded: ${faults.join('; ')}`);
}

async function fetchRest(
  address: string,
  path: string,
  bytes: number,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (there === bytes) return;
  const from = there < bytes ? there : 0;
  const silence = new AbortController();
  const fall = () => silence.abort(new Error(`the server sent nothing for ${PATIENCE / 1000} s`));
  let timer = setTimeout(fall, PATIENCE);
  try {
    const headers: Record<string, string> = from > 0 ? { Range: `bytes=${from}-` } : {};
    const response = await fetch(address, { headers, signal: silence.signal });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const resumed = response.status === 206 && rangeStart(response) === from;
    const file = await open(path, resumed ? 'a' : 'w');
    let size = resumed ? from : 0;
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        clearTimeout(timer);
        timer = setTimeout(fall, PATIENCE);
        size += chunk.length;
        if (size > bytes) throw new Error(`it sends more than the ${bytes} bytes of the model`);
        await file.writeFile(chunk);
        onProgress(size);
      }
    } finally {
      await file.close();
    }
    if (size < bytes) throw new Error(`the connection ended after ${size} of ${bytes} bytes`);
  } finally {
    clearTimeout(timer);
  }
}

const rangeStart = ({ headers }: Response): number =>
  Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? NaN);

async function requireChecksum(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const found = hash.digest('hex');
  if (found === sha256) return;
  await rm(path);
  throw new Error(
    `its SHA-256 is ${found}; expected ${sha256}, so it is not the file that was published`,
  );
}
