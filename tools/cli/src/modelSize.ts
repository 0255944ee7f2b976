import { UsageError } from './UsageError.js';

/** Threads and commands that a command starts are bound by the same size, so it stands where they inherit it. */
const VARIABLE = 'DECONV_MAX_SIZE';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
]);

/**
 * Lets models be so large that come from an address from here on.
 * @param said value of --max-size, `2GB` or a number of bytes; undefined leaves it as it is
 * @throws UsageError for anything else
 */
export function allowModelSize(said: string | undefined): void {
  if (said !== undefined) process.env[VARIABLE] = String(bytesIn(said));
}

/** Bytes that were allowed, if any were. @throws UsageError for a size in the environment that is none */
export function allowedModelSize(): number | undefined {
  const said = process.env[VARIABLE];
  return said ? bytesIn(said) : undefined;
}

function bytesIn(said: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?([a-zA-Z]*)$/.exec(said.trim()) ?? [];
  const bytes = Math.floor(Number(number) * (UNITS.get(unit ?? '') ?? NaN));
  if (bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw new UsageError(`--max-size is "${said}"; expected a size such as 500MB, 2GB or 2000000000`);
}
