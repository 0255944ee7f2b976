import { requireSame } from '../hub/HubFile.js';
import type { KnownModel } from './knownModels.js';

/**
 * @param path where it came from
 * @throws Error where the content is not this network's file
 */
export function requireKnown(
  { bytes, sha256 }: KnownModel,
  path: string,
  content: Uint8Array,
): void {
  requireSame({ path, bytes, checksum: { kind: 'sha256', hex: sha256 } }, content, 'Deconv');
}
