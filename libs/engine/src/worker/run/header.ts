import type { Results } from '@deconv/results';
import type { NamedPicture } from '../../contract.js';
import type { Workplace } from './Workplace.js';

type Header = Pick<Results, 'format' | 'version' | 'model' | 'data' | 'backend'>;

/** What the document of every probe begins with. */
export function header(
  { summary }: Pick<Workplace, 'summary'>,
  images: readonly NamedPicture[],
  skipped: Header['data']['skipped'] = [],
): Header {
  return {
    format: 'deconv results',
    version: 1,
    model: { name: summary.name, fingerprint: summary.fingerprint },
    data: { name: nameOf(images), images: images.length, skipped },
    backend: summary.backend,
  };
}

function nameOf(images: readonly NamedPicture[]): string {
  if (images.length === 1) return images[0]!.name;
  return images.length ? `${images.length} images` : 'none';
}
