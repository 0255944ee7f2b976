import type { NamedPicture } from '@deconv/engine';
import { fileName } from '../results/fileName.js';
import { decodePhoto } from './decodePhoto.js';
import type { Sample } from './Sample.js';

/** Photos to compute with: the address of a list, addresses separated by blanks, or pictures that the page or its reader gave. */
export type Images = string | readonly (File | NamedPicture)[];

/**
 * Reads photos, each named by its file.
 * @param images an address may lead to a picture, or to a list: JSON, `[{ "file": … }]`, addresses relative to the list
 * @throws Error where one of them cannot be read, with its name
 */
export async function loadPhotos(images: Images, signal: AbortSignal): Promise<NamedPicture[]> {
  const named = typeof images === 'string' ? images.trim().split(/\s+/) : images;
  const photos = await Promise.all(named.map((image) => loadOne(image, signal)));
  return photos.flat();
}

async function loadOne(
  image: string | File | NamedPicture,
  signal: AbortSignal,
): Promise<NamedPicture[]> {
  if (image instanceof File)
    return [{ name: image.name || 'Your photo', picture: await decodePhoto(image) }];
  return typeof image === 'string'
    ? fetchPhotos(new URL(image, document.baseURI), signal)
    : [image];
}

async function fetchPhotos(address: URL, signal: AbortSignal): Promise<NamedPicture[]> {
  const blob = await fetchBlob(address, signal);
  if (blob.type.startsWith('image/'))
    return [{ name: nameOf(address), picture: await decodePhoto(blob) }];
  const files = listOf(await blob.text(), address);
  return Promise.all(
    files.map(async (file) => {
      const picture = await decodePhoto(await fetchBlob(file, signal));
      return { name: nameOf(file), picture };
    }),
  );
}

async function fetchBlob(address: URL, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new Error(`${said(address)} could not be reached. Are you online?`);
  });
  if (!response.ok) throw new Error(`${said(address)} did not load: ${response.status}.`);
  return response.blob();
}

function listOf(text: string, address: URL): URL[] {
  try {
    return (JSON.parse(text) as Sample[]).map(({ file }) => new URL(file, address));
  } catch (cause) {
    const expected = 'expected a picture, or a list of them: [{ "file": "dog.jpg" }]';
    throw new Error(`${said(address)} is neither: ${expected}.`, { cause });
  }
}

function nameOf(address: URL): string {
  if (address.protocol === 'data:') return 'image';
  return decodeURIComponent(fileName(address.pathname)) + address.hash;
}

/** A data: URL is far too long for a message. */
const said = ({ href }: URL): string => (href.length > 200 ? `${href.slice(0, 60)}…` : href);
