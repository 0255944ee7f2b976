import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Model } from '@deconv/models';
import { fingerprintParts } from '@deconv/probes';
import type { Results } from '@deconv/results';
import type { NamedPicture } from '../../contract.js';
import type { Workplace } from './Workplace.js';

type Header = Pick<Results, 'format' | 'version' | 'model' | 'data' | 'backend'>;

/** What the document of every probe begins with. */
export function header(
  { model, summary }: Pick<Workplace, 'model' | 'summary'>,
  images: readonly NamedPicture[],
  skipped: Header['data']['skipped'] = [],
): Header {
  return {
    format: 'deconv results',
    version: 1,
    model: { name: summary.name, fingerprint: fingerprint(model) },
    data: { name: nameOf(images), images: images.length, skipped },
    backend: summary.backend,
  };
}

function nameOf(images: readonly NamedPicture[]): string {
  if (images.length === 1) return images[0]!.name;
  return images.length ? `${images.length} images` : 'none';
}

const known = new WeakMap<Model['network'], string>();

/** SHA-256, hexadecimal, of a model's graph, weights and preprocessing, as the command finds it. */
export function fingerprint(model: Model): string {
  const before = known.get(model.network);
  if (before !== undefined) return before;
  // Not the browser's own: that is only there on secure pages, and takes all weights in one piece.
  const hash = sha256.create();
  for (const part of fingerprintParts(model)) hash.update(part);
  const found = bytesToHex(hash.digest());
  known.set(model.network, found);
  return found;
}
