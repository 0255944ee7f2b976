import { at } from '../paths.js';
import { isSample } from './addresses.js';

interface Entry {
  file: string;
  label: string;
  alt: string;
}

let latest: { photo: string; list: string } | undefined;

/** Address of a list of the samples that begins with this photo: figures with a list show its first. */
export async function samplesWith(photo: string): Promise<string> {
  if (latest?.photo === photo) return latest.list;
  const address = new URL(at('samples/samples.json'), location.href);
  const entries = (await (await fetch(address)).json()) as Entry[];
  const absolute = entries.map((entry) => ({ ...entry, file: new URL(entry.file, address).href }));
  const own = { file: photo, label: 'your own', alt: 'Your own photo' };
  const first = isSample(photo)
    ? absolute.find(({ file }) => file.endsWith(`/${photo}.webp`))
    : own;
  const others = absolute.filter((entry) => entry !== first);
  const list = JSON.stringify(first ? [first, ...others] : absolute);
  if (latest) URL.revokeObjectURL(latest.list);
  latest = { photo, list: URL.createObjectURL(new Blob([list], { type: 'application/json' })) };
  return latest.list;
}
