import { at } from '../paths.js';
import { PICTURES, shippedPicture } from '../pictures.js';

let latest: { photo: string; list: string } | undefined;

/** Address of a list of the page's pictures that begins with this photo: figures with a list show its first. */
export function samplesWith(photo: string): string {
  if (latest?.photo === photo) return latest.list;
  const shipped = shippedPicture(photo);
  const own = { file: photo, label: 'your own', alt: 'Your own photo' };
  const first = shipped ?? own;
  const list = [first, ...PICTURES.filter((each) => each !== first)].map(
    ({ file, label, alt }) => ({ file: absolute(file), label, alt }),
  );
  if (latest) URL.revokeObjectURL(latest.list);
  const blob = new Blob([JSON.stringify(list)], { type: 'application/json' });
  latest = { photo, list: URL.createObjectURL(blob) };
  return latest.list;
}

function absolute(file: string): string {
  return new URL(/^\w+:/.test(file) ? file : at(file), location.href).href;
}
