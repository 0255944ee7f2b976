import { visibleName } from './visible.js';

/** A percent sign may be hidden in another one; a name of people's has no more layers than that. */
const LAYERS = 4;

/**
 * Proves that a path which a file, archive, model or address names stays in the folder that it is said of, on a disc as on a
 * server, which takes `%2e%2e` for `..`.
 * @param path parts divided by `/`
 * @param naming what names it, for the message
 * @returns the path as it came in
 * @throws Error for a path that is absolute, leaves the folder, is the folder itself, or means something else on another system
 */
export function requireInside(path: string, naming: string): string {
  if (isInside(path)) return path;
  throw new Error(
    `${naming} names "${visibleName(path.slice(0, 200))}"; expected the path of a file in the same folder or below it`,
  );
}

function isInside(path: string): boolean {
  let read = path;
  for (let layer = 0; layer < LAYERS; layer++) {
    if (!staysInside(read)) return false;
    const decoded = decoding(read);
    if (decoded === read) return true;
    read = decoded;
  }
  return false;
}

function staysInside(path: string): boolean {
  // A colon begins a drive or a scheme; a question mark or a hash ends what a server takes for the path.
  if (/[\\:\0]/.test(path)) return false;
  const parts = path.split('/');
  return parts.at(-1) !== '.' && parts.every((part) => part !== '' && part !== '..');
}

/** What stands behind percent signs; signs that stand for themselves are left as they are. */
function decoding(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
