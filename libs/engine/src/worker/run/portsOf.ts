import type { InputSize } from '@deconv/pictures';
import type { DrawingPorts, Photos } from '@deconv/experiments';
import type { NamedPicture } from '../../contract.js';
import { pictureUrl } from './pictureUrl.js';
import { seenPhoto } from './seenPhoto.js';
import type { ProbeContext } from './ProbeContext.js';

/**
 * What a page gives to an experiment: photos that lie in memory, pictures as `data:` URLs.
 * @param photos that it looks at
 * @param images all that its document counts
 */
export function portsOf(
  photos: readonly NamedPicture[],
  { model, summary, signal, onProgress }: ProbeContext,
  images = photos,
): DrawingPorts {
  return {
    model,
    network: { name: summary.name, fingerprint: summary.fingerprint },
    backend: summary.backend,
    data: { name: nameOf(images), images: images.length, skipped: [] },
    photos: photosOf(photos),
    fit: 'cover',
    signal,
    begin({ share: [from, to], total, message }) {
      const report = (done: number): void =>
        onProgress(from + ((to - from) * done) / total, message(done));
      report(0);
      return report;
    },
    draw: (_, pixels) => pictureUrl(pixels),
  };
}

export function photosOf(pictures: readonly NamedPicture[]): Photos {
  const at = (index: number, size: InputSize) => seenPhoto(pictures[index]!, size);
  return {
    names: pictures.map(({ name }) => name),
    // eslint-disable-next-line @typescript-eslint/require-await -- a command's photos take a while
    async *all(size, which = [...pictures.keys()]) {
      for (const index of which) yield at(index, size);
    },
    at: (index, size) => Promise.resolve(at(index, size)),
  };
}

function nameOf(images: readonly NamedPicture[]): string {
  if (images.length === 1) return images[0]!.name;
  return images.length ? `${images.length} images` : 'none';
}
