import type { NamedPicture } from '@deconv/engine';
import { fileName } from '../../words/fileName.js';
import { fetchFrom } from '../fetching/fetchFrom.js';
import { textInPage } from '../fetching/inPage.js';
import { isText, leads, requireList } from '../fetching/requireList.js';
import { decoded } from './decoded.js';
import { decodeWhenNeeded } from './decodeWhenNeeded.js';
import type { Sample } from './Sample.js';

/** Photos to compute with: the address of a list, `#` and the id of one in the page, addresses separated by blanks, or pictures that the page or its reader gave. */
export type Images = string | readonly (File | NamedPicture)[];

/**
 * Reads photos, each named by its file.
 * @param images an address may lead to a picture, or to a list: JSON, `[{ "file": …, "name": … }]`, addresses relative to
 * the list, names those of the files where none are said
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
    return [{ name: image.name || 'Your photo', picture: await decodeWhenNeeded(image) }];
  if (typeof image !== 'string') return [image];
  const address = new URL(image, document.baseURI);
  if (image.startsWith('#')) return fetchListed(await textInPage(image), address, signal);
  return fetchPhotos(address, signal);
}

async function fetchPhotos(address: URL, signal: AbortSignal): Promise<NamedPicture[]> {
  const blob = await fetchBlob(address, signal);
  const { isPicture } = await import('./isPicture.js');
  if (await isPicture(blob))
    return [{ name: nameOf(address), picture: await decodeWhenNeeded(blob) }];
  return fetchListed(await blob.text(), address, signal);
}

function fetchListed(list: string, address: URL, signal: AbortSignal): Promise<NamedPicture[]> {
  return Promise.all(
    listOf(list, address).map(async ({ file, name }) => {
      const picture = await decodeWhenNeeded(await fetchBlob(file, signal));
      return { name: name ?? nameOf(file), picture };
    }),
  );
}

async function fetchBlob(address: URL, signal: AbortSignal): Promise<Blob> {
  const response = await fetchFrom(said(address), address, signal);
  return response.blob();
}

function listOf(text: string, address: URL): { file: URL; name: string | undefined }[] {
  try {
    const listed = requireList<Pick<Sample, 'file'> & { name?: string }>(
      JSON.parse(text),
      ({ file, name }) => leads(file, address) && (name === undefined || isText(name)),
      { said: said(address), form: 'a list of photos' },
    );
    return listed.map(({ file, name }) => ({ file: new URL(file, address), name }));
  } catch (cause) {
    const expected = 'expected a picture, or a list of them: [{ "file": "dog.jpg" }]';
    throw new Error(`${said(address)} is neither: ${expected}.`, { cause });
  }
}

function nameOf(address: URL): string {
  if (address.protocol === 'data:') return 'image';
  return decoded(fileName(address.pathname)) + address.hash;
}

/** A data: URL is far too long for a message. */
const said = ({ href }: URL): string => (href.length > 200 ? `${href.slice(0, 60)}…` : href);
